SELECT `t0`.`k0`, COUNT(*) AS `n`, SUM(`payments`.`amount` * CASE WHEN `t0`.`k` IS NULL THEN 1 ELSE `t0`.`w` END) AS `a1`, SUM(CASE WHEN `payments`.`amount` IS NOT NULL THEN CASE WHEN `t0`.`k` IS NULL THEN 1 ELSE `t0`.`w` END ELSE NULL END) AS `a2`, SUM(CASE WHEN `t0`.`k` IS NULL THEN 1 ELSE `t0`.`w` END) AS `a3`, SUM(CASE WHEN `payments`.`disputed` = TRUE THEN CASE WHEN `t0`.`k` IS NULL THEN 1 ELSE `t0`.`w` END ELSE 0 END) AS `a4`
FROM `model`.`payments`
  LEFT JOIN (SELECT `holders`.`account_id` AS `k`, `customers`.`segment` AS `k0`, MAX(CASE WHEN `customers`.`segment` = ? THEN 1 ELSE 0 END) AS `p0`, SUM(CASE WHEN `customers`.`segment` = ? THEN `holders`.`share` ELSE NULL END) AS `w`
    FROM `model`.`holders`
      LEFT JOIN `model`.`customers` ON `holders`.`customer_id` = `customers`.`id`
    GROUP BY `holders`.`account_id`, `customers`.`segment`) AS `t0` ON `payments`.`account_id` = `t0`.`k`
WHERE `t0`.`p0` = 1
GROUP BY `t0`.`k0`
LIMIT 100
