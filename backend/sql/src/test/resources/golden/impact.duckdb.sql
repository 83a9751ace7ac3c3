SELECT "t0"."k0", "t0"."k1", COUNT(*) AS "n", SUM("model.payments"."amount") AS "a1", COUNT(DISTINCT "model.payments"."account_id") AS "a2"
FROM "model.payments"
  LEFT JOIN (SELECT "model.holders"."account_id" AS "k", "model.customers"."segment" AS "k0", (date_trunc('year', "model.customers"."born"  AT TIME ZONE 'UTC') AT TIME ZONE 'UTC') AS "k1"
    FROM "model.holders"
      LEFT JOIN "model.customers" ON "model.holders"."customer_id" = "model.customers"."id"
    GROUP BY "model.holders"."account_id", "model.customers"."segment", (date_trunc('year', "model.customers"."born"  AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')) AS "t0" ON "model.payments"."account_id" = "t0"."k"
GROUP BY "t0"."k0", "t0"."k1"
FETCH NEXT 100 ROWS ONLY
