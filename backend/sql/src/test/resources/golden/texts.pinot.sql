SELECT CONCAT(CONCAT("country", '/', ''), "customer_id", '') AS "k0", COUNT(*) AS "n", SUMPRECISION("amount") AS "a1"
FROM "fact_orders"
GROUP BY CONCAT(CONCAT("country", '/', ''), "customer_id", '')
LIMIT 100
