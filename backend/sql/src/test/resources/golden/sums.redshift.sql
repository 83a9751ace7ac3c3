SELECT "country" AS "k0", (date_trunc('day', CAST("ordered_at"  AS TIMESTAMPTZ) AT TIME ZONE 'Europe/London') AT TIME ZONE 'Europe/London') AS "k1", COUNT(*) AS "n", SUM("amount") AS "a1"
FROM "model"."fact_orders"
WHERE "ordered_at" >= ? AND "ordered_at" < ? AND ("event_type" = ? OR "event_type" = ?)
GROUP BY "country", (date_trunc('day', CAST("ordered_at"  AS TIMESTAMPTZ) AT TIME ZONE 'Europe/London') AT TIME ZONE 'Europe/London')
LIMIT 100
