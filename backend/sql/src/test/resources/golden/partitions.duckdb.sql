SELECT "model.dim_customers"."segment" AS "k0", COUNT(*) AS "n", SUM("model.fact_orders"."amount") AS "a1"
FROM "model.fact_orders"
  FULL JOIN "model.dim_customers" ON "model.fact_orders"."customer_id" = "model.dim_customers"."id" AND (date_trunc('day', "model.fact_orders"."ordered_at"  AT TIME ZONE 'UTC') AT TIME ZONE 'UTC') = (date_trunc('day', "model.dim_customers"."valid_from"  AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')
GROUP BY "model.dim_customers"."segment"
FETCH NEXT 100 ROWS ONLY
