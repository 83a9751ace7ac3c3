SELECT `t`.`segment` AS `k0`, COUNT(*) AS `n`, sumOrNull(`fact_orders`.`amount`) AS `a1`
FROM `model`.`fact_orders`
  LEFT JOIN (SELECT toNullable(`id`) AS `id`, toNullable(`segment`) AS `segment`, toNullable(`valid_from`) AS `valid_from`, toNullable(`valid_to`) AS `valid_to`
    FROM `model`.`dim_customers`) AS `t` ON `fact_orders`.`customer_id` = `t`.`id` AND `fact_orders`.`ordered_at` >= `t`.`valid_from` AND (`t`.`valid_to` IS NULL OR `fact_orders`.`ordered_at` < `t`.`valid_to`)
GROUP BY `t`.`segment`
LIMIT 100
