SELECT `t2`.`k0`, `t2`.`k1`, COUNT(*) AS `n`, sumOrNull(`payments`.`amount`) AS `a1`, uniqExact(`payments`.`account_id`) AS `a2`
FROM `model`.`payments`
  LEFT JOIN (SELECT toNullable(`holders`.`account_id`) AS `k`, toNullable(`t`.`segment`) AS `k0`, toNullable(toTimeZone(toDateTime(date_trunc('year', `t`.`born` , 'UTC'), 'UTC'), 'UTC')) AS `k1`
    FROM `model`.`holders`
      LEFT JOIN (SELECT toNullable(`id`) AS `id`, toNullable(`segment`) AS `segment`, toNullable(`born`) AS `born`
        FROM `model`.`customers`) AS `t` ON `holders`.`customer_id` = `t`.`id`
    GROUP BY `holders`.`account_id`, `t`.`segment`, toTimeZone(toDateTime(date_trunc('year', `t`.`born` , 'UTC'), 'UTC'), 'UTC')) AS `t2` ON `payments`.`account_id` = `t2`.`k`
GROUP BY `t2`.`k0`, `t2`.`k1`
LIMIT 100
