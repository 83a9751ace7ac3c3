SELECT "country" AS "k0", CAST(CONVERT_TIMEZONE('Europe/London', 'UTC', DATE_TRUNC('day', CAST(CONVERT_TIMEZONE('Europe/London', "ordered_at" ) AS TIMESTAMP_NTZ))) AS TIMESTAMP_LTZ) AS "k1", COUNT(*) AS "n", SUM("amount") AS "a1"
FROM "model"."fact_orders"
WHERE "ordered_at" >= ? AND "ordered_at" < ? AND ("event_type" = ? OR "event_type" = ?)
GROUP BY "country", CAST(CONVERT_TIMEZONE('Europe/London', 'UTC', DATE_TRUNC('day', CAST(CONVERT_TIMEZONE('Europe/London', "ordered_at" ) AS TIMESTAMP_NTZ))) AS TIMESTAMP_LTZ)
LIMIT 100
