package dev.tidemark.router;

import dev.tidemark.router.Bank.Customer;
import dev.tidemark.router.Bank.Holding;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A question about a bank.
 *
 * @param groups full names
 * @param impact conditions over holders
 * @param allocation conditions over owners
 * @param web whether only payments on the web count
 */
@SuppressWarnings("NullAway") // groups hold absent values
record BankQuestion(
        List<String> metrics, List<String> groups, List<Condition> impact, List<Condition> allocation, boolean web) {

    /** A holder of an account, or nobody. */
    record Seen(@Nullable Holding holding, @Nullable Customer customer) {

        @Nullable Object of(String name) {
            return switch (name) {
                case "role" -> holding == null ? null : holding.role();
                case "customer" -> holding == null ? null : holding.customer();
                case "customer__segment" -> customer == null ? null : customer.segment();
                case "customer__country" -> customer == null ? null : customer.country();
                case "customer__country__continent" ->
                    customer == null || customer.country() == null ? null : Bank.CONTINENTS.get(customer.country());
                case "customer__born__year" ->
                    customer == null || customer.born() == null
                            ? null
                            : start(customer.born().withDayOfYear(1));
                default -> throw new IllegalArgumentException(name);
            };
        }
    }

    /** A condition over the dimensions of a bridge, as text with the bridge's name to come, and in Java. */
    record Condition(String text, Predicate<Seen> holds) {}

    static final List<Condition> CONDITIONS = List.of(
            new Condition("%s__customer__segment = 'gold'", seen -> "gold".equals(seen.of("customer__segment"))),
            new Condition(
                    "%s__customer__segment <> 'gold'",
                    seen -> seen.of("customer__segment") != null && !"gold".equals(seen.of("customer__segment"))),
            new Condition("%s__customer__segment IS NULL", seen -> seen.of("customer__segment") == null),
            new Condition("%s__customer IS NOT NULL", seen -> seen.of("customer") != null),
            new Condition(
                    "%s__role IN ('owner', 'proxy')",
                    seen -> "owner".equals(seen.of("role")) || "proxy".equals(seen.of("role"))),
            new Condition(
                    "{{ Dimension('%s__customer__country__continent') }} = 'EU'",
                    seen -> "EU".equals(seen.of("customer__country__continent"))),
            new Condition(
                    "{{ TimeDimension('%s__customer__born', 'day') }} >= '1980-01-01'",
                    seen -> seen.customer() != null
                            && seen.customer().born() != null
                            && !seen.customer().born().isBefore(LocalDate.of(1980, 1, 1))),
            new Condition(
                    "%1$s__customer__segment = 'gold' AND %1$s__role = 'owner'",
                    seen -> "gold".equals(seen.of("customer__segment")) && "owner".equals(seen.of("role"))),
            new Condition(
                    "%1$s__customer__segment = 'gold' OR %1$s__role = 'owner'",
                    seen -> "gold".equals(seen.of("customer__segment")) || "owner".equals(seen.of("role"))),
            new Condition(
                    "NOT (%s__role = 'owner')", seen -> seen.of("role") != null && !"owner".equals(seen.of("role"))));

    MetricQuery query() {
        List<String> where = new ArrayList<>();
        impact.forEach(condition -> where.add(condition.text().formatted("account__holders")));
        allocation.forEach(condition -> where.add(condition.text().formatted("account__owners")));
        if (web) {
            where.add("payment__channel = 'web'");
        }
        return MetricQuery.of("bank", metrics.toArray(String[]::new))
                .withGroupBy(groups.toArray(String[]::new))
                .withWhere(where.toArray(String[]::new));
    }

    boolean isOver(String bridge) {
        boolean grouped = groups.stream().anyMatch(name -> name.startsWith("account__" + bridge));
        return grouped
                || !(bridge.equals("owners") ? allocation : impact).isEmpty()
                || asked(bridge.equals("owners") ? List.of("paid_by_gold") : List.of("paid_gold", "gold_of_all"));
    }

    private boolean asked(List<String> any) {
        return metrics.stream().anyMatch(any::contains);
    }

    static Object start(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}
