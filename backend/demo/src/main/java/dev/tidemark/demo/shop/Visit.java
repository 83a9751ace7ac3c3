package dev.tidemark.demo.shop;

import dev.tidemark.demo.collector.Event;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One visit to the shop, from the first page to a refund weeks later: all the events it causes. */
final class Visit {

    private final String id;
    private final Habits habits;
    private final Dice dice;
    private final Range range;
    private final Customers customers;
    private final List<Planned> planned = new ArrayList<>();
    private final boolean phone;
    private final Duration behind;
    private final @Nullable String user;
    private final String country;
    private final long day;
    private Instant now;
    private int events;

    private record Item(Product product, int quantity) {}

    private Visit(String id, Instant start, Habits habits, Dice dice, Range range, Customers customers) {
        this.id = id;
        this.habits = habits;
        this.dice = dice;
        this.range = range;
        this.customers = customers;
        this.now = start;
        this.day = Math.floorDiv(start.getEpochSecond(), 86_400L);
        this.phone = dice.chance(0.45);
        this.behind = phone && dice.chance(0.04)
                ? dice.between(Duration.ofMinutes(1), habits.offline())
                : Duration.ofMillis(dice.between(5, 400));
        Optional<Customer> customer = customer();
        this.user = customer.map(Customer::id).orElse(null);
        this.country = customer.map(Customer::homeCountry).orElseGet(() -> Customers.country(dice));
    }

    static List<Planned> plan(String id, Instant start, Habits habits, Dice dice, Range range, Customers customers) {
        Visit visit = new Visit(id, start, habits, dice, range, customers);
        if (dice.chance(0.03)) {
            visit.partnerOrders();
        } else {
            visit.walksThrough();
        }
        return visit.planned;
    }

    private Optional<Customer> customer() {
        return switch (dice.weighted(82, 8, 10)) {
            case 0 -> Optional.of(customers.regular(dice.between(0, Customers.REGULARS - 1), day));
            case 1 -> {
                Customer newcomer = customers.newcomer(id, dice);
                signsUp(newcomer);
                yield Optional.of(newcomer);
            }
            default -> Optional.empty();
        };
    }

    /** Some sign-ups come by way of the customer system, which is slow: the order is then there before its customer. */
    private void signsUp(Customer newcomer) {
        boolean slow = dice.chance(0.25);
        Duration later = slow ? dice.between(Duration.ofMinutes(3), habits.offline()) : behind;
        Event event = new Event(
                id + "-s", "customer_signed_up", now, slow ? "crm" : shop(), newcomer.id(), null, newcomer.profile());
        planned.add(new Planned(now.plus(later), event, false));
    }

    private void partnerOrders() {
        List<Item> items = List.of(new Item(product(), dice.between(1, 3)));
        Map<String, Object> order = order(items, "partner");
        if (dice.chance(0.06)) {
            order.put("amount", String.valueOf(order.get("amount")).replace('.', ','));
            add("partner-feed", "order_placed", order, true);
        } else {
            add("partner-feed", "order_placed", order, false);
        }
    }

    private void walksThrough() {
        List<Item> cart = new ArrayList<>();
        int pages = 1 + dice.times(habits.pagesPerVisit() * dice.between(20, 180) / 100.0);
        for (int page = 0; page < pages; page++) {
            looksAt(page);
            if (dice.chance(0.22)) {
                searches();
            }
            if (dice.chance(0.12)) {
                cart.add(puts());
            }
            thinks();
        }
        if (dice.chance(habits.buys())) {
            if (cart.isEmpty()) {
                cart.add(puts());
                thinks();
            }
            buys(cart);
        }
    }

    private void looksAt(int page) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Product product = product();
        boolean onProduct = page > 0 && dice.chance(0.6);
        properties.put(
                "page", onProduct ? "/products/" + product.id() : page == 0 ? "/" : "/shelves/" + product.category());
        if (page == 0 && dice.chance(0.5)) {
            properties.put("referrer", dice.one(List.of("search.example", "social.example", "newsletter.example")));
        }
        properties.put("device", phone ? "phone" : dice.chance(0.1) ? "tablet" : "desktop");
        if (onProduct) {
            properties.put("product_id", product.id());
        }
        if (dice.chance(0.001)) {
            properties.put("page", 404);
            add(shop(), "page_viewed", properties, true);
        } else {
            add(shop(), "page_viewed", properties, false);
        }
    }

    private void searches() {
        now = now.plusMillis(dice.between(500, 4_000));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("search_text", product().title().toLowerCase(java.util.Locale.ROOT));
        properties.put("results", dice.between(0, 40));
        add(shop(), "search_performed", properties, false);
    }

    private Item puts() {
        now = now.plusMillis(dice.between(1_000, 9_000));
        Item item = new Item(product(), dice.weighted(70, 20, 7, 3) + 1);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("cart_id", "cart-" + id);
        properties.put("product_id", item.product().id());
        properties.put("quantity", item.quantity());
        properties.put("unit_price", item.product().price().toPlainString());
        add(shop(), "cart_updated", properties, false);
        return item;
    }

    private void buys(List<Item> cart) {
        Map<String, Object> order = order(cart, phone ? "app" : "web");
        if (dice.chance(0.002)) {
            Map<String, Object> odd = new LinkedHashMap<>(order);
            odd.put("items", "two");
            add(shop(), "order_placed", odd, true);
        }
        add(shop(), "order_placed", order, false);
        Instant ordered = now;
        Instant arrived = now.plus(behind);
        pays(order, arrived);
        if (dice.chance(0.05)) {
            now = ordered.plus(dice.between(Duration.ofMinutes(2), habits.regret()));
            Map<String, Object> cancelled = kept(order);
            cancelled.put("reason", dice.one(List.of("customer", "customer", "stock", "payment", "fraud")));
            add(shop(), "order_cancelled", cancelled, false);
        } else if (dice.chance(0.04)) {
            now = arrived.plus(dice.between(habits.regret(), habits.giveBack()));
            Map<String, Object> refund = kept(order);
            refund.put("refund_id", "r-" + id);
            refund.put("reason", dice.one(List.of("damaged", "late", "unwanted")));
            add("payments-service", "refund_issued", refund, false);
        }
    }

    private void pays(Map<String, Object> order, Instant arrived) {
        now = arrived.plusMillis(dice.between(2_000, 45_000));
        Map<String, Object> payment = kept(order);
        payment.put("payment_id", "pay-" + id);
        payment.put("method", List.of("card", "wallet", "transfer").get(dice.weighted(70, 25, 5)));
        add("payments-service", "payment_captured", payment, false);
    }

    private Map<String, Object> order(List<Item> items, String channel) {
        BigDecimal amount = BigDecimal.ZERO;
        int pieces = 0;
        Item largest = items.getFirst();
        for (Item item : items) {
            amount = amount.add(worth(item));
            pieces += item.quantity();
            largest = worth(item).compareTo(worth(largest)) > 0 ? item : largest;
        }
        boolean voucher = dice.chance(0.08);
        if (voucher) {
            amount = amount.multiply(new BigDecimal("0.90")).setScale(2, RoundingMode.HALF_EVEN);
        }
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("order_id", "o-" + id);
        order.put("amount", amount.toPlainString());
        order.put("currency", "GBP");
        order.put("country", country);
        order.put("items", pieces);
        order.put("channel", channel);
        order.put("product_id", largest.product().id());
        if (voucher) {
            order.put("voucher", "TIDE10");
        }
        return order;
    }

    private static BigDecimal worth(Item item) {
        return item.product().price().multiply(BigDecimal.valueOf(item.quantity()));
    }

    private static Map<String, Object> kept(Map<String, Object> order) {
        Map<String, Object> kept = new LinkedHashMap<>();
        List.of("order_id", "amount", "currency", "country").forEach(key -> kept.put(key, order.getOrDefault(key, "")));
        return kept;
    }

    /** A few products are far more popular than the rest. */
    private Product product() {
        int number = Math.min(dice.between(0, Range.PRODUCTS - 1), dice.between(0, Range.PRODUCTS - 1));
        return range.product(number, day);
    }

    private void thinks() {
        now = now.plus(dice.between(Duration.ofSeconds(3), Duration.ofSeconds(45)));
    }

    private String shop() {
        return phone ? "mobile-app" : "web-shop";
    }

    private void add(String source, String type, Map<String, Object> properties, boolean odd) {
        boolean fromVisitor = source.equals(shop());
        Event event =
                new Event(id + "-" + events++, type, now, source, user, fromVisitor ? "s-" + id : null, properties);
        Instant due = now.plus(fromVisitor ? behind : Duration.ofMillis(dice.between(20, 900)));
        planned.add(new Planned(due, event, odd));
        if (!odd && dice.chance(0.005)) {
            planned.add(
                    new Planned(due.plus(dice.between(Duration.ofSeconds(1), Duration.ofSeconds(90))), event, false));
        }
    }
}
