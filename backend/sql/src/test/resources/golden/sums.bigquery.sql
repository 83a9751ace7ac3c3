SELECT `country` AS `k0`, TIMESTAMP_TRUNC(`ordered_at` , DAY, 'Europe/London') AS `k1`, COUNT(*) AS `n`, SUM(`amount`) AS `a1`
FROM `model`.`fact_orders`
WHERE `ordered_at` >= ? AND `ordered_at` < ? AND (`event_type` = ? OR `event_type` = ?)
GROUP BY `country`, TIMESTAMP_TRUNC(`ordered_at` , DAY, 'Europe/London')
LIMIT 100
