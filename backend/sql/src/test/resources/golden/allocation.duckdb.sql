SELECT "t0"."k0", COUNT(*) AS "n", SUM("model.payments"."amount" * CASE WHEN "t0"."k" IS NULL THEN 1 ELSE "t0"."w" END) AS "a1", SUM(CASE WHEN "model.payments"."amount" IS NOT NULL THEN CASE WHEN "t0"."k" IS NULL THEN 1 ELSE "t0"."w" END ELSE NULL END) AS "a2", SUM(CASE WHEN "t0"."k" IS NULL THEN 1 ELSE "t0"."w" END) AS "a3", SUM(CASE WHEN "model.payments"."disputed" = TRUE THEN CASE WHEN "t0"."k" IS NULL THEN 1 ELSE "t0"."w" END ELSE 0 END) AS "a4"
FROM "model.payments"
  LEFT JOIN (SELECT "model.holders"."account_id" AS "k", "model.customers"."segment" AS "k0", MAX(CASE WHEN "model.customers"."segment" = ? THEN 1 ELSE 0 END) AS "p0", SUM(CASE WHEN "model.customers"."segment" = ? THEN "model.holders"."share" ELSE NULL END) AS "w"
    FROM "model.holders"
      LEFT JOIN "model.customers" ON "model.holders"."customer_id" = "model.customers"."id"
    GROUP BY "model.holders"."account_id", "model.customers"."segment") AS "t0" ON "model.payments"."account_id" = "t0"."k"
WHERE "t0"."p0" = 1
GROUP BY "t0"."k0"
FETCH NEXT 100 ROWS ONLY
