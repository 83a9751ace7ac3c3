SELECT COUNT(*) AS "n"
FROM "lake"."model"."payments"
  LEFT JOIN (SELECT "holders"."account_id" AS "k", MAX(CASE WHEN "customers"."segment" = ? THEN 1 ELSE 0 END) AS "p0", MAX(CASE WHEN "customers"."segment" IS NULL THEN 1 ELSE 0 END) AS "p1"
    FROM "lake"."model"."holders"
      LEFT JOIN "lake"."model"."customers" ON "holders"."customer_id" = "customers"."id"
    GROUP BY "holders"."account_id") AS "t0" ON "payments"."account_id" = "t0"."k"
WHERE "t0"."p0" = 1 OR "t0"."p1" = 1 OR "t0"."k" IS NULL
FETCH NEXT 100 ROWS ONLY
