SELECT `country` || '/' || `customer_id` AS `k0`, COUNT(*) AS `n`, SUM(`amount`) AS `a1`
FROM `model`.`fact_orders`
GROUP BY `country` || '/' || `customer_id`
LIMIT 100
