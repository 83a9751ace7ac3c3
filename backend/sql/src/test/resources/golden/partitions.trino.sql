SELECT "dim_customers"."segment" AS "k0", COUNT(*) AS "n", SUM("fact_orders"."amount") AS "a1"
FROM "lake"."model"."fact_orders"
  FULL JOIN "lake"."model"."dim_customers" ON "fact_orders"."customer_id" = "dim_customers"."id" AND date_trunc('day', "fact_orders"."ordered_at"  AT TIME ZONE 'UTC') = date_trunc('day', "dim_customers"."valid_from"  AT TIME ZONE 'UTC')
GROUP BY "dim_customers"."segment"
FETCH NEXT 100 ROWS ONLY
