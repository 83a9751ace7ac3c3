SELECT "model.dim_customers"."segment" AS "k0", COUNT(*) AS "n", SUM("model.fact_orders"."amount") AS "a1"
FROM "model.fact_orders"
  LEFT JOIN "model.dim_customers" ON "model.fact_orders"."customer_id" = "model.dim_customers"."id" AND "model.fact_orders"."ordered_at" >= "model.dim_customers"."valid_from" AND "model.fact_orders"."ordered_at" < COALESCE("model.dim_customers"."valid_to", CAST('infinity' AS TIMESTAMPTZ))
GROUP BY "model.dim_customers"."segment"
FETCH NEXT 100 ROWS ONLY
