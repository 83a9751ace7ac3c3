SELECT COUNT(*) AS "n"
FROM "model.payments"
  LEFT JOIN (SELECT "model.holders"."account_id" AS "k", MAX(CASE WHEN "model.customers"."segment" = ? THEN 1 ELSE 0 END) AS "p0", MAX(CASE WHEN "model.customers"."segment" IS NULL THEN 1 ELSE 0 END) AS "p1"
    FROM "model.holders"
      LEFT JOIN "model.customers" ON "model.holders"."customer_id" = "model.customers"."id"
    GROUP BY "model.holders"."account_id") AS "t0" ON "model.payments"."account_id" = "t0"."k"
WHERE "t0"."p0" = 1 OR "t0"."p1" = 1 OR "t0"."k" IS NULL
FETCH NEXT 100 ROWS ONLY
