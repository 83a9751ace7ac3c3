SELECT "f3" AS "k0", (date_trunc('day', CAST("f1"  AS TIMESTAMPTZ) AT TIME ZONE 'Europe/London') AT TIME ZONE 'Europe/London') AS "k1", COUNT(*) AS "n", SUM("f2") AS "a1"
FROM (SELECT "event_type" AS "f0", "ordered_at" AS "f1", "amount" AS "f2", "country" AS "f3", "customer_id" AS "f4", (date_trunc('day', CAST("ordered_at"  AS TIMESTAMPTZ) AT TIME ZONE 'Europe/London') AT TIME ZONE 'Europe/London') AS "f5", MAX((date_trunc('day', CAST("ordered_at"  AS TIMESTAMPTZ) AT TIME ZONE 'Europe/London') AT TIME ZONE 'Europe/London')) OVER (PARTITION BY "country") AS "f6"
    FROM "model"."fact_orders") AS "t"
WHERE "f5" = "f6"
GROUP BY "f3", (date_trunc('day', CAST("f1"  AS TIMESTAMPTZ) AT TIME ZONE 'Europe/London') AT TIME ZONE 'Europe/London')
FETCH NEXT 100 ROWS ONLY
