SELECT `dim_customers`.`segment` AS `k0`, COUNT(*) AS `n`, SUM(`fact_orders`.`amount`) AS `a1`
FROM `model`.`fact_orders`
  FULL JOIN `model`.`dim_customers` ON `fact_orders`.`customer_id` = `dim_customers`.`id` AND toTimeZone(date_trunc('day', `fact_orders`.`ordered_at` , 'UTC'), 'UTC') = toTimeZone(date_trunc('day', `dim_customers`.`valid_from` , 'UTC'), 'UTC')
GROUP BY `dim_customers`.`segment`
LIMIT 100
