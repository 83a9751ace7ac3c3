SELECT "t0"."k0", "t0"."k1", COUNT(*) AS "n", SUM("payments"."amount") AS "a1", COUNT(DISTINCT "payments"."account_id") AS "a2"
FROM "lake"."model"."payments"
  LEFT JOIN (SELECT "holders"."account_id" AS "k", "customers"."segment" AS "k0", date_trunc('year', "customers"."born"  AT TIME ZONE 'UTC') AS "k1"
    FROM "lake"."model"."holders"
      LEFT JOIN "lake"."model"."customers" ON "holders"."customer_id" = "customers"."id"
    GROUP BY "holders"."account_id", "customers"."segment", date_trunc('year', "customers"."born"  AT TIME ZONE 'UTC')) AS "t0" ON "payments"."account_id" = "t0"."k"
GROUP BY "t0"."k0", "t0"."k1"
FETCH NEXT 100 ROWS ONLY
