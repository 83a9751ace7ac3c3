WITH arrivals AS (
    SELECT event_id,
           event_type,
           JSON_VALUE(properties, '$.order_id') AS order_id,
           event_time AS ordered_at,
           user_id AS customer_id,
           CAST(JSON_VALUE(properties, '$.amount') AS DECIMAL(12, 2)) AS amount,
           JSON_VALUE(properties, '$.currency') AS currency,
           JSON_VALUE(properties, '$.country') AS country,
           CAST(JSON_VALUE(properties, '$.items') AS INTEGER) AS items,
           JSON_VALUE(properties, '$.channel') AS channel,
           source,
           kafka_partition,
           kafka_offset,
           ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY appended_at, kafka_partition, kafka_offset) AS arrival
    FROM raw.events_orders
    WHERE event_type IN ('order_placed', 'order_cancelled')
)
SELECT a.event_id,
       a.event_type,
       a.order_id,
       a.ordered_at,
       c.customer_key,
       a.customer_id,
       a.amount,
       a.currency,
       a.country,
       a.items,
       a.channel,
       a.source,
       a.kafka_partition,
       a.kafka_offset
FROM arrivals AS a
LEFT JOIN model.dim_customers AS c
       ON c.customer_id = a.customer_id
      AND a.ordered_at >= c.valid_from
      AND (c.valid_to IS NULL OR a.ordered_at < c.valid_to)
WHERE a.arrival = 1
