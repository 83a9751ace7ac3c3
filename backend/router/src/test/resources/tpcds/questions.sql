-- store revenue
-- metrics: store_revenue
SELECT sum(ss_net_paid) FROM store_sales;

-- units, lines and profit by category
-- metrics: store_units, store_lines, store_profit
-- group_by: item__category
SELECT i_category, sum(ss_quantity), count(ss_item_sk), sum(ss_net_profit)
FROM store_sales LEFT JOIN item ON i_item_sk = ss_item_sk GROUP BY i_category;

-- revenue by year, with the sales of no known day
-- metrics: store_revenue
-- group_by: metric_time__year
SELECT date_trunc('year', d_date), sum(ss_net_paid)
FROM store_sales LEFT JOIN date_dim ON d_date_sk = ss_sold_date_sk GROUP BY ALL;

-- revenue by month of 2001
-- metrics: store_revenue
-- group_by: metric_time__month
-- from: 2001-01-01
-- to: 2002-01-01
SELECT date_trunc('month', d_date), sum(ss_net_paid)
FROM store_sales JOIN date_dim ON d_date_sk = ss_sold_date_sk WHERE d_year = 2001 GROUP BY ALL;

-- tickets and customers by state of the store
-- metrics: store_tickets, store_customers
-- group_by: shop__state
SELECT s_state, count(DISTINCT ss_ticket_number), count(DISTINCT ss_customer_sk)
FROM store_sales LEFT JOIN store ON s_store_sk = ss_store_sk GROUP BY s_state;

-- prices by brand of one category
-- metrics: store_price_mean, store_price_most, store_price_least
-- group_by: item__brand
-- where: {{ Dimension('item__category') }} = 'Music'
SELECT i_brand, round(avg(ss_sales_price), 10), max(ss_list_price), min(ss_list_price)
FROM store_sales JOIN item ON i_item_sk = ss_item_sk WHERE i_category = 'Music' GROUP BY i_brand;

-- median and 90th percentile of the price by household's buying potential
-- metrics: store_price_median, store_price_p90
-- group_by: household__buy_potential
SELECT hd_buy_potential, quantile_cont(ss_sales_price::DOUBLE, 0.5), quantile_disc(ss_sales_price, 0.9)
FROM store_sales LEFT JOIN household_demographics ON hd_demo_sk = ss_hdemo_sk GROUP BY hd_buy_potential;

-- lines with a coupon by day of the week
-- metrics: store_with_coupon
-- group_by: day__day_name
SELECT d_day_name, count(*) FILTER (WHERE ss_coupon_amt > 0)
FROM store_sales LEFT JOIN date_dim ON d_date_sk = ss_sold_date_sk GROUP BY d_day_name;

-- margin by the customer's own state, two hops away
-- metrics: store_margin
-- group_by: customer__address__state
SELECT ca_state, sum((ss_sales_price - ss_wholesale_cost) * ss_quantity)
FROM store_sales LEFT JOIN customer ON c_customer_sk = ss_customer_sk
LEFT JOIN customer_address ON ca_address_sk = c_current_addr_sk GROUP BY ca_state;

-- revenue by the state that the sale names
-- metrics: store_revenue
-- group_by: address__state
SELECT ca_state, sum(ss_net_paid) FROM store_sales LEFT JOIN customer_address ON ca_address_sk = ss_addr_sk GROUP BY ca_state;

-- lines by income band, two hops away
-- metrics: store_lines
-- group_by: household__income_band__upper_bound
SELECT ib_upper_bound, count(ss_item_sk) FROM store_sales LEFT JOIN household_demographics ON hd_demo_sk = ss_hdemo_sk
LEFT JOIN income_band ON ib_income_band_sk = hd_income_band_sk GROUP BY ib_upper_bound;

-- share of revenue with a mailed promotion, by year
-- metrics: mailed_share, store_revenue_mailed
-- group_by: metric_time__year
-- from: 1998-01-01
-- to: 2003-01-01
SELECT date_trunc('year', d_date), sum(ss_net_paid) FILTER (WHERE p_channel_dmail = 'Y') / sum(ss_net_paid)::DOUBLE,
  sum(ss_net_paid) FILTER (WHERE p_channel_dmail = 'Y')
FROM store_sales JOIN date_dim ON d_date_sk = ss_sold_date_sk LEFT JOIN promotion ON p_promo_sk = ss_promo_sk
WHERE d_date >= DATE '1998-01-01' AND d_date < DATE '2003-01-01' GROUP BY ALL;

-- weekend revenue by quarter
-- metrics: store_revenue_weekend
-- group_by: metric_time__quarter
-- from: 2000-01-01
-- to: 2002-01-01
SELECT date_trunc('quarter', d_date), sum(ss_net_paid)
FROM store_sales JOIN date_dim ON d_date_sk = ss_sold_date_sk
WHERE d_weekend = 'Y' AND d_date >= DATE '2000-01-01' AND d_date < DATE '2002-01-01' GROUP BY ALL;

-- a basket by county
-- metrics: store_basket
-- group_by: shop__county
SELECT s_county, sum(ss_net_paid) / count(DISTINCT ss_ticket_number)::DOUBLE
FROM store_sales LEFT JOIN store ON s_store_sk = ss_store_sk GROUP BY s_county;

-- web revenue, orders and shipping by site
-- metrics: web_revenue, web_orders, web_shipping
-- group_by: site__name
SELECT web_name, sum(ws_net_paid), count(DISTINCT ws_order_number), sum(ws_ext_ship_cost)
FROM web_sales LEFT JOIN web_site ON web_site_sk = ws_web_site_sk GROUP BY web_name;

-- web units of preferred customers by week
-- metrics: web_units
-- group_by: metric_time__week
-- where: customer__preferred_cust_flag = 'Y'
-- from: 2000-01-03
-- to: 2000-07-03
SELECT date_trunc('week', d_date), sum(ws_quantity)
FROM web_sales JOIN date_dim ON d_date_sk = ws_sold_date_sk JOIN customer ON c_customer_sk = ws_bill_customer_sk
WHERE c_preferred_cust_flag = 'Y' AND d_date >= DATE '2000-01-03' AND d_date < DATE '2000-07-03' GROUP BY ALL;

-- both channels by category, each summed on its own
-- metrics: revenue, store_revenue, web_revenue
-- group_by: item__category
WITH s AS (SELECT i_category, sum(ss_net_paid) v FROM store_sales LEFT JOIN item ON i_item_sk = ss_item_sk GROUP BY ALL),
w AS (SELECT i_category, sum(ws_net_paid) v FROM web_sales LEFT JOIN item ON i_item_sk = ws_item_sk GROUP BY ALL)
SELECT coalesce(s.i_category, w.i_category), coalesce(s.v, 0) + coalesce(w.v, 0), s.v, w.v
FROM s FULL JOIN w ON s.i_category IS NOT DISTINCT FROM w.i_category;

-- returns by reason
-- metrics: store_returned, store_returned_units
-- group_by: reason__reason_desc
SELECT r_reason_desc, sum(sr_return_amt), sum(sr_return_quantity)
FROM store_returns LEFT JOIN reason ON r_reason_sk = sr_reason_sk GROUP BY r_reason_desc;

-- how much comes back, by brand of the items of one manager
-- metrics: store_return_rate, store_returned
-- group_by: item__brand
-- where: item__manager_id = 8
WITH s AS (SELECT i_brand, sum(ss_net_paid) v FROM store_sales JOIN item ON i_item_sk = ss_item_sk WHERE i_manager_id = 8 GROUP BY ALL),
r AS (SELECT i_brand, sum(sr_return_amt) v FROM store_returns JOIN item ON i_item_sk = sr_item_sk WHERE i_manager_id = 8 GROUP BY ALL)
SELECT coalesce(s.i_brand, r.i_brand), r.v / s.v::DOUBLE, r.v FROM s FULL JOIN r ON s.i_brand IS NOT DISTINCT FROM r.i_brand;

-- four facts in one number, by year of the calendar dimension
-- metrics: net_revenue
-- group_by: day__year
WITH s AS (SELECT d_year y, sum(ss_net_paid) v FROM store_sales LEFT JOIN date_dim ON d_date_sk = ss_sold_date_sk GROUP BY ALL),
w AS (SELECT d_year y, sum(ws_net_paid) v FROM web_sales LEFT JOIN date_dim ON d_date_sk = ws_sold_date_sk GROUP BY ALL),
r AS (SELECT d_year y, sum(sr_return_amt) v FROM store_returns LEFT JOIN date_dim ON d_date_sk = sr_returned_date_sk GROUP BY ALL),
x AS (SELECT d_year y, sum(wr_return_amt) v FROM web_returns LEFT JOIN date_dim ON d_date_sk = wr_returned_date_sk GROUP BY ALL),
ys AS (SELECT y FROM s UNION SELECT y FROM w UNION SELECT y FROM r UNION SELECT y FROM x)
SELECT y, coalesce((SELECT v FROM s WHERE s.y IS NOT DISTINCT FROM ys.y), 0) + coalesce((SELECT v FROM w WHERE w.y IS NOT DISTINCT FROM ys.y), 0)
  - coalesce((SELECT v FROM r WHERE r.y IS NOT DISTINCT FROM ys.y), 0) - coalesce((SELECT v FROM x WHERE x.y IS NOT DISTINCT FROM ys.y), 0)
FROM ys;

-- this year against the year before
-- metrics: store_revenue_change
-- group_by: metric_time__year
-- from: 1999-01-01
-- to: 2003-01-01
WITH s AS (SELECT date_trunc('year', d_date)::DATE y, sum(ss_net_paid) v FROM store_sales JOIN date_dim ON d_date_sk = ss_sold_date_sk GROUP BY ALL)
SELECT n.y, n.v - b.v FROM s n JOIN s b ON b.y = n.y - INTERVAL 1 YEAR WHERE n.y >= DATE '1999-01-01' AND n.y < DATE '2003-01-01';

-- revenue since the year began, day by day
-- metrics: store_revenue_ytd
-- group_by: metric_time__day
-- from: 2000-12-20
-- to: 2001-01-12
SELECT t.d_date, (SELECT sum(ss_net_paid) FROM store_sales JOIN date_dim f ON f.d_date_sk = ss_sold_date_sk
  WHERE f.d_year = t.d_year AND f.d_date <= t.d_date)
FROM date_dim t WHERE t.d_date >= DATE '2000-12-20' AND t.d_date < DATE '2001-01-12';

-- customers of 28 days, day by day
-- metrics: store_customers_28_days
-- group_by: metric_time__day
-- from: 2001-11-01
-- to: 2001-12-01
SELECT t.d_date, (SELECT count(DISTINCT ss_customer_sk) FROM store_sales JOIN date_dim f ON f.d_date_sk = ss_sold_date_sk
  WHERE f.d_date > t.d_date - 28 AND f.d_date <= t.d_date)
FROM date_dim t WHERE t.d_date >= DATE '2001-11-01' AND t.d_date < DATE '2001-12-01';

-- web revenue so far, day by day
-- metrics: web_revenue_ever
-- group_by: metric_time__day
-- from: 2000-03-01
-- to: 2000-03-15
SELECT t.d_date, (SELECT sum(ws_net_paid) FROM web_sales JOIN date_dim f ON f.d_date_sk = ws_sold_date_sk WHERE f.d_date <= t.d_date)
FROM date_dim t WHERE t.d_date >= DATE '2000-03-01' AND t.d_date < DATE '2000-03-15';

-- lines that came back within sixty days, by category
-- metrics: store_returned_share
-- group_by: item__category
WITH b AS (SELECT ss_ticket_number t, ss_item_sk i, d_date s FROM store_sales JOIN date_dim ON d_date_sk = ss_sold_date_sk),
r AS (SELECT sr_ticket_number t, sr_item_sk i, d_date d FROM store_returns JOIN date_dim ON d_date_sk = sr_returned_date_sk),
k AS (SELECT i_category c, count(*) v FROM b JOIN r USING (t, i) JOIN item ON i_item_sk = b.i WHERE d >= s AND d < s + 60 GROUP BY ALL),
a AS (SELECT i_category c, count(*) v FROM store_sales JOIN item ON i_item_sk = ss_item_sk GROUP BY ALL)
SELECT a.c, k.v / a.v::DOUBLE FROM a LEFT JOIN k ON a.c IS NOT DISTINCT FROM k.c;

-- the ten best brands
-- metrics: store_revenue
-- group_by: item__brand
-- where: item__brand IS NOT NULL
-- order_by: -store_revenue
-- limit: 10
SELECT i_brand, sum(ss_net_paid) FROM store_sales JOIN item ON i_item_sk = ss_item_sk WHERE i_brand IS NOT NULL
GROUP BY i_brand ORDER BY 2 DESC LIMIT 10;

-- several conditions over several models
-- metrics: store_lines, store_revenue
-- group_by: promotion__channel_email, item__class
-- where: {{ Dimension('item__category') }} IN ('Books', 'Home')
-- where: customer__birth_year BETWEEN 1940 AND 1960
-- where: address__gmt_offset = -5
SELECT p_channel_email, i_class, count(ss_item_sk), sum(ss_net_paid)
FROM store_sales JOIN item ON i_item_sk = ss_item_sk JOIN customer ON c_customer_sk = ss_customer_sk
JOIN customer_address ON ca_address_sk = ss_addr_sk LEFT JOIN promotion ON p_promo_sk = ss_promo_sk
WHERE i_category IN ('Books', 'Home') AND c_birth_year BETWEEN 1940 AND 1960 AND ca_gmt_offset = -5 GROUP BY ALL;

-- a condition on time
-- metrics: store_customers, web_orders
-- where: {{ TimeDimension('metric_time', 'month') }} = '2000-12-01'
SELECT (SELECT count(DISTINCT ss_customer_sk) FROM store_sales JOIN date_dim ON d_date_sk = ss_sold_date_sk WHERE d_year = 2000 AND d_moy = 12),
  (SELECT count(DISTINCT ws_order_number) FROM web_sales JOIN date_dim ON d_date_sk = ws_sold_date_sk WHERE d_year = 2000 AND d_moy = 12);

-- only customers who bought for much elsewhere
-- metrics: web_revenue
-- where: {{ Metric('store_revenue', group_by=['customer']) }} > 200000
SELECT sum(ws_net_paid) FROM web_sales WHERE ws_bill_customer_sk IN
  (SELECT ss_customer_sk FROM store_sales GROUP BY ss_customer_sk HAVING sum(ss_net_paid) > 200000);

-- who was born where, bought what
-- metrics: store_units, web_units
-- group_by: customer__birth_country
-- where: customer__birth_country LIKE 'G%'
WITH s AS (SELECT c_birth_country c, sum(ss_quantity) v FROM store_sales JOIN customer ON c_customer_sk = ss_customer_sk WHERE c_birth_country LIKE 'G%' GROUP BY ALL),
w AS (SELECT c_birth_country c, sum(ws_quantity) v FROM web_sales JOIN customer ON c_customer_sk = ws_bill_customer_sk WHERE c_birth_country LIKE 'G%' GROUP BY ALL)
SELECT coalesce(s.c, w.c), s.v, w.v FROM s FULL JOIN w ON s.c = w.c;
