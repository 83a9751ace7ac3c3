SELECT `t2`.`k0`, COUNT(*) AS `n`, sumOrNull(`payments`.`amount` * CASE WHEN `t2`.`k` IS NULL THEN 1 ELSE `t2`.`w` END) AS `a1`, sumOrNull(CASE WHEN `payments`.`amount` IS NOT NULL THEN CASE WHEN `t2`.`k` IS NULL THEN 1 ELSE `t2`.`w` END ELSE NULL END) AS `a2`, sumOrNull(CASE WHEN `t2`.`k` IS NULL THEN 1 ELSE `t2`.`w` END) AS `a3`, sumOrNull(CASE WHEN `payments`.`disputed` = (1 = 1) THEN CASE WHEN `t2`.`k` IS NULL THEN 1 ELSE `t2`.`w` END ELSE 0 END) AS `a4`
FROM `model`.`payments`
  LEFT JOIN (SELECT toNullable(`holders`.`account_id`) AS `k`, toNullable(`t`.`segment`) AS `k0`, toNullable(maxOrNull(CASE WHEN `t`.`segment` = ? THEN 1 ELSE 0 END)) AS `p0`, toNullable(sumOrNull(CASE WHEN `t`.`segment` = ? THEN `holders`.`share` ELSE NULL END)) AS `w`
    FROM `model`.`holders`
      LEFT JOIN (SELECT toNullable(`id`) AS `id`, toNullable(`segment`) AS `segment`, toNullable(`born`) AS `born`
        FROM `model`.`customers`) AS `t` ON `holders`.`customer_id` = `t`.`id`
    GROUP BY `holders`.`account_id`, `t`.`segment`) AS `t2` ON `payments`.`account_id` = `t2`.`k`
WHERE `t2`.`p0` = 1
GROUP BY `t2`.`k0`
LIMIT 100
