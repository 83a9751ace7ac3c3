package dev.tidemark.router;

import dev.tidemark.router.Bank.Holding;
import dev.tidemark.router.Bank.Payment;
import dev.tidemark.router.BankQuestion.Condition;
import dev.tidemark.router.BankQuestion.Seen;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What questions about a bank answer, worked out with nested loops from what the words mean. */
@SuppressWarnings("NullAway") // groups hold absent values
final class NaiveBank {

    /**
     * A payment in a group.
     *
     * @param weight the part of it; null where weights are unknown
     */
    private record Hit(Payment payment, @Nullable BigDecimal weight) {}

    private final Bank bank;

    NaiveBank(Bank bank) {
        this.bank = bank;
    }

    /** Each row as text, values between bars. */
    List<String> answer(BankQuestion asked) {
        Map<List<Object>, List<String>> rows = new LinkedHashMap<>();
        List<Map<List<Object>, String>> columns =
                asked.metrics().stream().map(metric -> values(metric, asked)).toList();
        columns.forEach(column -> column.keySet().forEach(group -> rows.put(group, new ArrayList<>())));
        rows.forEach((group, row) -> {
            group.forEach(value -> row.add(text(value)));
            columns.forEach(column -> row.add(column.getOrDefault(group, "null")));
        });
        return rows.values().stream().map(row -> String.join("|", row)).toList();
    }

    private Map<List<Object>, String> values(String metric, BankQuestion asked) {
        if (metric.equals("gold_of_all")) {
            Map<List<Object>, BigDecimal> all = new LinkedHashMap<>();
            hits("paid", asked).forEach((group, hits) -> all.put(group, sum(hits)));
            Map<List<Object>, String> values = new LinkedHashMap<>();
            all.keySet().forEach(group -> values.put(group, "null"));
            hits("paid_gold", asked)
                    .forEach((group, hits) -> values.put(group, text(divided(sum(hits), all.get(group)))));
            return values;
        }
        Map<List<Object>, String> values = new LinkedHashMap<>();
        hits(metric, asked).forEach((group, hits) -> values.put(group, text(value(metric, hits))));
        return values;
    }

    private Map<List<Object>, List<Hit>> hits(String metric, BankQuestion asked) {
        Map<List<Object>, List<Hit>> hits = new LinkedHashMap<>();
        if (asked.groups().isEmpty()) {
            hits.put(List.of(), new ArrayList<>());
        }
        for (Payment payment : bank.payments()) {
            if (!asked.web() || "web".equals(payment.channel())) {
                parts(metric, asked, payment)
                        .forEach((group, weight) -> hits.computeIfAbsent(group, any -> new ArrayList<>())
                                .add(new Hit(payment, weight)));
            }
        }
        return metric.equals("paid_at_end") ? atEnd(asked, hits) : hits;
    }

    /** How many payments count, whatever group they are in. */
    long behind(BankQuestion asked) {
        return hits(asked.metrics().getFirst(), asked).values().stream()
                .flatMap(List::stream)
                .map(hit -> hit.payment().id())
                .distinct()
                .count();
    }

    /** The groups of a payment, each with the part of it that is the group's. */
    private Map<List<Object>, BigDecimal> parts(String metric, BankQuestion asked, Payment payment) {
        List<Condition> impact = new ArrayList<>(asked.impact());
        List<Condition> allocation = new ArrayList<>(asked.allocation());
        if (metric.equals("paid_gold")) {
            impact.add(BankQuestion.CONDITIONS.getFirst());
        }
        if (metric.equals("paid_by_gold")) {
            allocation.add(BankQuestion.CONDITIONS.getFirst());
        }
        boolean overHolders = !impact.isEmpty() || grouped(asked, "account__holders__");
        boolean overOwners = !allocation.isEmpty() || grouped(asked, "account__owners__");
        Set<List<Object>> seenGroups = new HashSet<>();
        Map<List<Object>, BigDecimal> parts = new LinkedHashMap<>();
        for (Seen holder : overHolders ? seen(payment, true) : List.of(new Seen(null, null))) {
            boolean fulfils =
                    impact.stream().allMatch(condition -> condition.holds().test(holder));
            if (!fulfils || !seenGroups.add(group(asked, payment, holder, null))) {
                continue;
            }
            for (Seen owner : overOwners ? seen(payment, false) : List.of(new Seen(null, null))) {
                if (allocation.stream().allMatch(condition -> condition.holds().test(owner))) {
                    BigDecimal share = owner.holding() == null
                            ? BigDecimal.ONE
                            : owner.holding().share();
                    List<Object> group = group(asked, payment, holder, owner);
                    BigDecimal known = parts.get(group);
                    parts.put(group, known == null ? share : share == null ? known : known.add(share));
                }
            }
        }
        return parts;
    }

    private static boolean grouped(BankQuestion asked, String prefix) {
        return asked.groups().stream().anyMatch(name -> name.startsWith(prefix));
    }

    private List<Seen> seen(Payment payment, boolean current) {
        List<Seen> seen = new ArrayList<>();
        for (Holding holding : bank.holdings()) {
            boolean of = payment.account() != null && payment.account().equals(holding.account());
            if (of && (!current || holding.role() != null && !holding.role().equals("former"))) {
                seen.add(new Seen(
                        holding,
                        bank.customers().stream()
                                .filter(customer -> customer.id().equals(holding.customer()))
                                .findFirst()
                                .orElse(null)));
            }
        }
        return seen.isEmpty() ? List.of(new Seen(null, null)) : seen;
    }

    private static List<Object> group(BankQuestion asked, Payment payment, Seen holder, @Nullable Seen owner) {
        List<Object> group = new ArrayList<>();
        for (String name : asked.groups()) {
            if (name.startsWith("account__holders__")) {
                group.add(holder.of(name.substring("account__holders__".length())));
            } else if (name.startsWith("account__owners__")) {
                group.add(owner == null ? null : owner.of(name.substring("account__owners__".length())));
            } else {
                group.add(
                        name.equals("payment__channel")
                                ? payment.channel()
                                : BankQuestion.start(day(payment).withDayOfMonth(1)));
            }
        }
        return group;
    }

    private static LocalDate day(Payment payment) {
        return payment.at().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Of each month that is asked for, or of all time, only the last day on which anything counts. */
    private static Map<List<Object>, List<Hit>> atEnd(BankQuestion asked, Map<List<Object>, List<Hit>> hits) {
        int month = asked.groups().indexOf("metric_time__month");
        Map<Object, LocalDate> last = new LinkedHashMap<>();
        hits.forEach((group, all) ->
                all.forEach(hit -> last.merge(part(group, month), day(hit.payment()), (a, b) -> a.isAfter(b) ? a : b)));
        Map<List<Object>, List<Hit>> kept = new LinkedHashMap<>();
        hits.forEach((group, all) -> {
            List<Hit> atLast = all.stream()
                    .filter(hit -> day(hit.payment()).equals(last.get(part(group, month))))
                    .toList();
            if (!atLast.isEmpty() || asked.groups().isEmpty()) {
                kept.put(group, atLast);
            }
        });
        return kept;
    }

    private static Object part(List<Object> group, int month) {
        return month < 0 ? "all" : group.get(month);
    }

    private static @Nullable Object value(String metric, List<Hit> hits) {
        List<BigDecimal> amounts = hits.stream()
                .map(hit -> hit.payment().amount())
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return switch (metric) {
            case "paid", "paid_gold", "paid_by_gold", "paid_at_end" -> sum(hits);
            case "payments" -> total(hits.stream().map(Hit::weight), BigDecimal.ZERO);
            case "rows" -> total(hits.stream().map(Hit::weight), null);
            case "average_paid" ->
                divided(
                        sum(hits),
                        total(
                                hits.stream()
                                        .filter(hit -> hit.payment().amount() != null)
                                        .map(Hit::weight),
                                BigDecimal.ZERO));
            case "disputed" ->
                total(
                        hits.stream()
                                .map(hit ->
                                        Boolean.TRUE.equals(hit.payment().disputed()) ? hit.weight() : BigDecimal.ZERO),
                        null);
            case "accounts" ->
                hits.stream()
                        .map(hit -> hit.payment().account())
                        .filter(Objects::nonNull)
                        .distinct()
                        .count();
            case "least" -> amounts.isEmpty() ? null : amounts.getFirst();
            case "most" -> amounts.isEmpty() ? null : amounts.getLast();
            case "middle" -> median(amounts);
            case "high" -> amounts.isEmpty() ? null : amounts.get((9 * amounts.size() + 9) / 10 - 1);
            default -> throw new IllegalArgumentException(metric);
        };
    }

    private static @Nullable BigDecimal median(List<BigDecimal> sorted) {
        int size = sorted.size();
        return size == 0
                ? null
                : sorted.get((size - 1) / 2).add(sorted.get(size / 2)).divide(BigDecimal.valueOf(2));
    }

    private static @Nullable BigDecimal sum(List<Hit> hits) {
        return total(
                hits.stream()
                        .map(hit -> hit.payment().amount() == null || hit.weight() == null
                                ? null
                                : hit.payment().amount().multiply(hit.weight())),
                null);
    }

    private static @Nullable BigDecimal total(Stream<BigDecimal> values, @Nullable BigDecimal nothing) {
        return values.filter(Objects::nonNull).reduce(BigDecimal::add).orElse(nothing);
    }

    private static @Nullable BigDecimal divided(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null || b == null || b.signum() == 0 ? null : a.divide(b, 10, RoundingMode.HALF_UP);
    }

    static String text(@Nullable Object value) {
        return value instanceof BigDecimal decimal
                ? decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }

    static List<String> texts(List<List<@Nullable Object>> rows) {
        return rows.stream()
                .map(row -> String.join("|", row.stream().map(NaiveBank::text).toArray(String[]::new)))
                .toList();
    }
}
