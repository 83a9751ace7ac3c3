SELECT "country" AS "k0", DATETRUNC('DAY', "ordered_at" , 'MILLISECONDS', 'Europe/London', 'MILLISECONDS') AS "k1", COUNT(*) AS "n", SUMPRECISION("amount") AS "a1"
FROM "fact_orders"
WHERE "ordered_at" >= ? AND "ordered_at" < ? AND ("event_type" = ? OR "event_type" = ?)
GROUP BY "country", DATETRUNC('DAY', "ordered_at" , 'MILLISECONDS', 'Europe/London', 'MILLISECONDS')
LIMIT 100
