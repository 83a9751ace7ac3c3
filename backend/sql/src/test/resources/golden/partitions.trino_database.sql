SELECT "dim_customers"."segment" AS "k0", COUNT(*) AS "n", SUM("fact_orders"."amount") AS "a1"
FROM "model"."fact_orders"
  FULL JOIN "model"."dim_customers" ON "fact_orders"."customer_id" = "dim_customers"."id" AND date_trunc('day', CAST("fact_orders"."ordered_at"  AS TIMESTAMP(6) WITH TIME ZONE) AT TIME ZONE 'UTC') = date_trunc('day', CAST("dim_customers"."valid_from"  AS TIMESTAMP(6) WITH TIME ZONE) AT TIME ZONE 'UTC')
GROUP BY "dim_customers"."segment"
FETCH NEXT 100 ROWS ONLY
