SELECT `dim_customers`.`segment` AS `k0`, COUNT(*) AS `n`, SUM(`fact_orders`.`amount`) AS `a1`
FROM `model`.`fact_orders`
  FULL JOIN `model`.`dim_customers` ON `fact_orders`.`customer_id` = `dim_customers`.`id` AND TIMESTAMP_TRUNC(`fact_orders`.`ordered_at` , DAY, 'UTC') = TIMESTAMP_TRUNC(`dim_customers`.`valid_from` , DAY, 'UTC')
GROUP BY `dim_customers`.`segment`
LIMIT 100
