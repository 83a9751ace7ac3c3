SELECT "f3" AS "k0", CAST(CONVERT_TIMEZONE('Europe/London', 'UTC', DATE_TRUNC('day', CAST(CONVERT_TIMEZONE('Europe/London', "f1" ) AS TIMESTAMP_NTZ))) AS TIMESTAMP_LTZ) AS "k1", COUNT(*) AS "n", SUM("f2") AS "a1"
FROM (SELECT "event_type" AS "f0", "ordered_at" AS "f1", "amount" AS "f2", "country" AS "f3", "customer_id" AS "f4", CAST(CONVERT_TIMEZONE('Europe/London', 'UTC', DATE_TRUNC('day', CAST(CONVERT_TIMEZONE('Europe/London', "ordered_at" ) AS TIMESTAMP_NTZ))) AS TIMESTAMP_LTZ) AS "f5", MAX(CAST(CONVERT_TIMEZONE('Europe/London', 'UTC', DATE_TRUNC('day', CAST(CONVERT_TIMEZONE('Europe/London', "ordered_at" ) AS TIMESTAMP_NTZ))) AS TIMESTAMP_LTZ)) OVER (PARTITION BY "country") AS "f6"
    FROM "model"."fact_orders") AS "t"
WHERE "f5" = "f6"
GROUP BY "f3", CAST(CONVERT_TIMEZONE('Europe/London', 'UTC', DATE_TRUNC('day', CAST(CONVERT_TIMEZONE('Europe/London', "f1" ) AS TIMESTAMP_NTZ))) AS TIMESTAMP_LTZ)
LIMIT 100
