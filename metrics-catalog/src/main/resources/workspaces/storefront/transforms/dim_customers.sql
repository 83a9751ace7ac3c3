SELECT JSON_VALUE(properties, '$.customer_id') AS customer_id,
       JSON_VALUE(properties, '$.full_name') AS full_name,
       JSON_VALUE(properties, '$.email') AS email,
       JSON_VALUE(properties, '$.home_country') AS home_country,
       JSON_VALUE(properties, '$.segment') AS segment,
       CAST(JSON_VALUE(properties, '$.newsletter') AS BOOLEAN) AS newsletter,
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
       CAST(NULL AS TIMESTAMP WITH LOCAL TIME ZONE) AS changed_at
FROM raw.events_orders
WHERE user_id IS NOT NULL
