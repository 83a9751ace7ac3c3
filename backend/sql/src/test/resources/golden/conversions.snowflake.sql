SELECT "c3" AS "k0", COUNT(*) AS "n"
FROM (SELECT "t"."a0" AS "c0", "t"."a1" AS "c1", "t"."a2" AS "c2", "t"."a3" AS "c3", "t"."a4" AS "c4", "t"."a5" AS "c5", "t"."a6" AS "c6", "t1"."b0" AS "c7", "t1"."b1" AS "c8", "t1"."b2" AS "c9", "t1"."b3" AS "c10", "t1"."b4" AS "c11", "t1"."b5" AS "c12", "t1"."b6" AS "c13", "t1"."b7" AS "c14", ROW_NUMBER() OVER (PARTITION BY "t1"."b7" ORDER BY "t"."a6" DESC, "t"."a3") AS "c15"
    FROM (SELECT "event_type" AS "a0", "ordered_at" AS "a1", "amount" AS "a2", "country" AS "a3", "customer_id" AS "a4", "customer_id" AS "a5", "ordered_at" AS "a6"
        FROM "model"."fact_orders") AS "t"
      INNER JOIN (SELECT "event_type" AS "b0", "ordered_at" AS "b1", "amount" AS "b2", "country" AS "b3", "customer_id" AS "b4", "customer_id" AS "b5", "ordered_at" AS "b6", ROW_NUMBER() OVER (ORDER BY "customer_id", "ordered_at") AS "b7"
        FROM "model"."fact_orders"
        WHERE "event_type" = 'cancelled') AS "t1" ON "t"."a5" = "t1"."b5" AND "t"."a6" <= "t1"."b6" AND "t"."a6" > CAST(CONVERT_TIMEZONE('Europe/London', 'UTC', DATEADD('day', -7, CAST(CONVERT_TIMEZONE('Europe/London', "t1"."b6" ) AS TIMESTAMP_NTZ))) AS TIMESTAMP_LTZ)) AS "t2"
WHERE "c15" = 1
GROUP BY "c3"
LIMIT 100
