SELECT `f3` AS `k0`, TIMESTAMP_TRUNC(`f1` , DAY, 'Europe/London') AS `k1`, COUNT(*) AS `n`, SUM(`f2`) AS `a1`
FROM (SELECT `event_type` AS `f0`, `ordered_at` AS `f1`, `amount` AS `f2`, `country` AS `f3`, `customer_id` AS `f4`, TIMESTAMP_TRUNC(`ordered_at` , DAY, 'Europe/London') AS `f5`, MAX(TIMESTAMP_TRUNC(`ordered_at` , DAY, 'Europe/London')) OVER (PARTITION BY `country`) AS `f6`
    FROM `model`.`fact_orders`) AS `t`
WHERE `f5` = `f6`
GROUP BY `f3`, TIMESTAMP_TRUNC(`f1` , DAY, 'Europe/London')
LIMIT 100
