SELECT `t0`.`segment` AS `k0`, COUNT(*) AS `n`, sumOrNull(`t`.`amount`) AS `a1`
FROM (SELECT toNullable(`event_type`) AS `event_type`, toNullable(`ordered_at`) AS `ordered_at`, toNullable(`amount`) AS `amount`, toNullable(`country`) AS `country`, toNullable(`customer_id`) AS `customer_id`
    FROM `model`.`fact_orders`) AS `t`
  FULL JOIN (SELECT toNullable(`id`) AS `id`, toNullable(`segment`) AS `segment`, toNullable(`valid_from`) AS `valid_from`, toNullable(`valid_to`) AS `valid_to`
    FROM `model`.`dim_customers`) AS `t0` ON `t`.`customer_id` = `t0`.`id` AND toTimeZone(date_trunc('day', `t`.`ordered_at` , 'UTC'), 'UTC') = toTimeZone(date_trunc('day', `t0`.`valid_from` , 'UTC'), 'UTC')
GROUP BY `t0`.`segment`
LIMIT 100
