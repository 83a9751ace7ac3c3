WITH arrivals AS (
    SELECT event_id,
           event_time AS line_at,
           JSON_VALUE(properties, '$.invoice_no') AS invoice_no,
           JSON_VALUE(properties, '$.stock_code') AS stock_code,
           JSON_VALUE(properties, '$.description') AS description,
           CAST(JSON_VALUE(properties, '$.quantity') AS INTEGER) AS quantity,
           CAST(JSON_VALUE(properties, '$.unit_price') AS DECIMAL(12, 2)) AS unit_price,
           CAST(JSON_VALUE(properties, '$.amount') AS DECIMAL(14, 2)) AS amount,
           JSON_VALUE(properties, '$.customer_id') AS customer_id,
           JSON_VALUE(properties, '$.country') AS country,
           CAST(JSON_VALUE(properties, '$.cancelled') AS BOOLEAN) AS cancelled,
           ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY appended_at, kafka_partition, kafka_offset) AS arrival
    FROM raw.events_retail
    WHERE event_type = 'order_line'
)
SELECT event_id,
       line_at,
       invoice_no,
       stock_code,
       description,
       quantity,
       unit_price,
       amount,
       customer_id,
       country,
       cancelled
FROM arrivals
WHERE arrival = 1
