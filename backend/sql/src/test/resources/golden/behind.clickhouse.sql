SELECT COUNT(*) AS `n`
FROM `model`.`payments`
  LEFT JOIN (SELECT toNullable(`holders`.`account_id`) AS `k`, toNullable(maxOrNull(CASE WHEN `t`.`segment` = ? THEN 1 ELSE 0 END)) AS `p0`, toNullable(maxOrNull(CASE WHEN `t`.`segment` IS NULL THEN 1 ELSE 0 END)) AS `p1`
    FROM `model`.`holders`
      LEFT JOIN (SELECT toNullable(`id`) AS `id`, toNullable(`segment`) AS `segment`, toNullable(`born`) AS `born`
        FROM `model`.`customers`) AS `t` ON `holders`.`customer_id` = `t`.`id`
    GROUP BY `holders`.`account_id`) AS `t2` ON `payments`.`account_id` = `t2`.`k`
WHERE `t2`.`p0` = 1 OR `t2`.`p1` = 1 OR `t2`.`k` IS NULL
LIMIT 100
