SELECT JSON_VALUE(properties, '$.product_id') AS product_id,
       JSON_VALUE(properties, '$.title') AS title,
       JSON_VALUE(properties, '$.category') AS category,
       CAST(JSON_VALUE(properties, '$.price') AS DECIMAL(10, 2)) AS price,
       JSON_VALUE(properties, '$.currency') AS currency,
       CAST(JSON_VALUE(properties, '$.active') AS BOOLEAN) AS active,
       event_time AS changed_at
FROM raw.events_catalog
WHERE event_type = 'product_updated'
   OR (event_type = 'product_changed' AND JSON_VALUE(properties, '$.cdc_op') IN ('read', 'insert', 'update'))
