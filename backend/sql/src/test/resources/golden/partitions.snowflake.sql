SELECT "dim_customers"."segment" AS "k0", COUNT(*) AS "n", SUM("fact_orders"."amount") AS "a1"
FROM "model"."fact_orders"
  FULL JOIN "model"."dim_customers" ON "fact_orders"."customer_id" = "dim_customers"."id" AND CAST(CONVERT_TIMEZONE('UTC', 'UTC', DATE_TRUNC('day', CAST(CONVERT_TIMEZONE('UTC', "fact_orders"."ordered_at" ) AS TIMESTAMP_NTZ))) AS TIMESTAMP_LTZ) = CAST(CONVERT_TIMEZONE('UTC', 'UTC', DATE_TRUNC('day', CAST(CONVERT_TIMEZONE('UTC', "dim_customers"."valid_from" ) AS TIMESTAMP_NTZ))) AS TIMESTAMP_LTZ)
GROUP BY "dim_customers"."segment"
LIMIT 100
