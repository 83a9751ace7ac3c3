SELECT `f3` AS `k0`, toTimeZone(date_trunc('day', `f1` , 'Europe/London'), 'UTC') AS `k1`, COUNT(*) AS `n`, sumOrNull(`f2`) AS `a1`
FROM (SELECT `event_type` AS `f0`, `ordered_at` AS `f1`, `amount` AS `f2`, `country` AS `f3`, `customer_id` AS `f4`, toTimeZone(date_trunc('day', `ordered_at` , 'Europe/London'), 'UTC') AS `f5`, MAX(toTimeZone(date_trunc('day', `ordered_at` , 'Europe/London'), 'UTC')) OVER (PARTITION BY `country`) AS `f6`
    FROM `model`.`fact_orders`) AS `t`
WHERE `f5` = `f6`
GROUP BY `f3`, toTimeZone(date_trunc('day', `f1` , 'Europe/London'), 'UTC')
LIMIT 100
