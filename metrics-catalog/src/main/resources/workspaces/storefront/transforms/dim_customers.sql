WITH captured AS (
    SELECT JSON_VALUE(properties, '$.cdc_op') AS operation,
           JSON_VALUE(properties, '$.customer_id') AS customer_id,
           JSON_VALUE(properties, '$.full_name') AS full_name,
           JSON_VALUE(properties, '$.email') AS email,
           JSON_VALUE(properties, '$.home_country') AS home_country,
           JSON_VALUE(properties, '$.segment') AS segment,
           CAST(JSON_VALUE(properties, '$.newsletter') AS BOOLEAN) AS newsletter,
           CAST(JSON_VALUE(properties, '$.changed_at') AS TIMESTAMP WITH LOCAL TIME ZONE) AS row_changed_at,
           event_time,
           -- What one transaction does to a row several times is one version: the last.
           ROW_NUMBER() OVER (
               PARTITION BY JSON_VALUE(properties, '$.customer_id'), event_time
               ORDER BY JSON_VALUE(properties, '$.cdc_position') DESC
           ) AS nth
    FROM raw.events_customers
    WHERE event_type = 'customer_changed'
)
SELECT customer_id,
       full_name,
       email,
       home_country,
       segment,
       newsletter,
       operation = 'delete' AS is_deleted,
       -- A row that was there before has held since the shop last changed it.
       CASE WHEN operation = 'read' AND row_changed_at IS NOT NULL THEN row_changed_at ELSE event_time END AS changed_at
FROM captured
WHERE nth = 1 AND customer_id IS NOT NULL
UNION ALL
-- When the table is emptied, every customer of before is gone.
SELECT k.customer_id,
       CAST(NULL AS VARCHAR) AS full_name,
       CAST(NULL AS VARCHAR) AS email,
       CAST(NULL AS VARCHAR) AS home_country,
       CAST(NULL AS VARCHAR) AS segment,
       CAST(NULL AS BOOLEAN) AS newsletter,
       TRUE AS is_deleted,
       t.event_time AS changed_at
FROM (SELECT customer_id, MIN(event_time) AS known_from FROM captured GROUP BY customer_id) AS k
JOIN captured AS t ON t.operation = 'truncate' AND t.event_time > k.known_from
WHERE k.customer_id IS NOT NULL
UNION ALL
SELECT JSON_VALUE(properties, '$.customer_id') AS customer_id,
       JSON_VALUE(properties, '$.full_name') AS full_name,
       JSON_VALUE(properties, '$.email') AS email,
       JSON_VALUE(properties, '$.home_country') AS home_country,
       JSON_VALUE(properties, '$.segment') AS segment,
       CAST(JSON_VALUE(properties, '$.newsletter') AS BOOLEAN) AS newsletter,
       FALSE AS is_deleted,
       event_time AS changed_at
FROM raw.events_customers
WHERE event_type IN ('customer_signed_up', 'customer_updated')
UNION ALL
-- Who has ordered is a customer even before anybody tells us more: without a time this row only mentions the key.
SELECT DISTINCT
       user_id AS customer_id,
       CAST(NULL AS VARCHAR) AS full_name,
       CAST(NULL AS VARCHAR) AS email,
       CAST(NULL AS VARCHAR) AS home_country,
       CAST(NULL AS VARCHAR) AS segment,
       CAST(NULL AS BOOLEAN) AS newsletter,
       CAST(NULL AS BOOLEAN) AS is_deleted,
       CAST(NULL AS TIMESTAMP WITH LOCAL TIME ZONE) AS changed_at
FROM raw.events_orders
WHERE user_id IS NOT NULL
