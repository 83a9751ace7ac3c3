SELECT `country` AS `k0`, toTimeZone(date_trunc('day', `ordered_at` , 'Europe/London'), 'UTC') AS `k1`, COUNT(*) AS `n`, sumOrNull(`amount`) AS `a1`
FROM `model`.`fact_orders`
WHERE `ordered_at` >= ? AND `ordered_at` < ? AND (`event_type` = ? OR `event_type` = ?)
GROUP BY `country`, toTimeZone(date_trunc('day', `ordered_at` , 'Europe/London'), 'UTC')
LIMIT 100
