SELECT CAST(ordered_at AS DATE) AS order_day,
       country,
       currency,
       SUM(CASE WHEN event_type = 'order_placed' THEN amount ELSE 0 END) AS revenue,
       COUNT(CASE WHEN event_type = 'order_placed' THEN 1 END) AS orders,
       SUM(CASE WHEN event_type = 'order_cancelled' THEN amount ELSE 0 END) AS cancelled_revenue,
       COUNT(CASE WHEN event_type = 'order_cancelled' THEN 1 END) AS cancellations
FROM model.fact_orders
GROUP BY CAST(ordered_at AS DATE), country, currency
