SELECT "dim_customers"."segment" AS "k0", COUNT(*) AS "n", SUM("fact_orders"."amount") AS "a1"
FROM "model"."fact_orders"
  LEFT JOIN "model"."dim_customers" ON "fact_orders"."customer_id" = "dim_customers"."id" AND "fact_orders"."ordered_at" >= "dim_customers"."valid_from" AND "fact_orders"."ordered_at" < COALESCE("dim_customers"."valid_to", CAST('infinity' AS TIMESTAMPTZ))
GROUP BY "dim_customers"."segment"
FETCH NEXT 100 ROWS ONLY
