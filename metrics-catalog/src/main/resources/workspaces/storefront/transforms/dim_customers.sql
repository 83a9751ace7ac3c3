SELECT JSON_VALUE(properties, '$.customer_id') AS customer_id,
       JSON_VALUE(properties, '$.full_name') AS full_name,
       JSON_VALUE(properties, '$.email') AS email,
       JSON_VALUE(properties, '$.home_country') AS home_country,
       JSON_VALUE(properties, '$.segment') AS segment,
       CAST(JSON_VALUE(properties, '$.newsletter') AS BOOLEAN) AS newsletter,
       event_time AS changed_at
FROM raw.events_customers
WHERE event_type IN ('customer_signed_up', 'customer_updated')
