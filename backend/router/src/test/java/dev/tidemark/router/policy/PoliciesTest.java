package dev.tidemark.router.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.definitions.AccessPolicies;
import dev.tidemark.definitions.AccessPolicies.Otherwise;
import dev.tidemark.definitions.AskerAttributes;
import dev.tidemark.definitions.Audience;
import dev.tidemark.definitions.Audience.Group;
import dev.tidemark.definitions.ColumnPolicy;
import dev.tidemark.definitions.ColumnPolicy.Treatment;
import dev.tidemark.definitions.RowPolicy;
import dev.tidemark.problems.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {

    private static final Audience EVERYBODY = new Audience(Group.NOBODY, Group.NOBODY);
    private static final MetricCatalog CATALOG = MetricCatalog.of("shop", "abc123", Map.of("metrics.yaml", """
            semantic_models:
              - name: orders
                defaults: {agg_time_dimension: day}
                entities: [{name: order, type: primary, expr: id}, {name: customer, type: foreign}]
                dimensions: [{name: day, type: time}, {name: country, type: categorical}]
                measures: [{name: amount, agg: sum}]
              - name: customers
                entities: [{name: customer, type: primary}]
                dimensions: [{name: mail, type: categorical}]
            metrics:
              - {name: revenue, type: simple, type_params: {measure: amount}}
            """));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            orders    | order__country IN (:countries)        | ok
            orders    | order__country = :team                | ok
            orders    | order__country <> ':countries'        | ok
            orders    | customer__mail LIKE '%@shop.example'  | ok
            orders    | {{ Dimension('order__country') }} NOT IN (:countries) | ok
            orders    | order__country = :countries           | Write IN (:name)
            orders    | order__country IN (:regions)          | given to nobody
            orders    | order__contry IN (:countries)         | cannot be filtered
            orders    | order__country IN                     | cannot be read
            order     | order__country IN (:countries)        | does not exist
            customers | customer__mail = 'a'                  | has no measures
            orders    | {{ Metric('revenue', group_by=['customer']) }} > 1 | asks for a metric
            """)
    void aConditionThatMeansNothingIsAFaultWithItsLine(String model, String where, String said) {
        AccessPolicies written = new AccessPolicies(
                Otherwise.ALLOW,
                List.of(new AskerAttributes(
                        Optional.of("web"), Optional.empty(), Map.of("countries", List.of("France")))),
                List.of(new RowPolicy("own", List.of(model), Optional.of(where), EVERYBODY, 7)),
                List.of());
        if (said.equals("ok")) {
            assertThat(Policies.of(written, CATALOG, new MaskHash(new byte[32])))
                    .isNotNull();
        } else {
            assertFault(written, "shop/policies.yaml:7", said);
        }
    }

    @Test
    void aColumnThatDoesNotExistIsAFault() {
        assertFault(
                new AccessPolicies(
                        Otherwise.ALLOW,
                        List.of(),
                        List.of(),
                        List.of(new ColumnPolicy(
                                "no_mail", List.of("customers.email"), new Treatment.Hidden(), EVERYBODY, 3))),
                "shop/policies.yaml:3",
                "customers.email");
    }

    private static void assertFault(AccessPolicies written, String place, String said) {
        assertThatThrownBy(() -> Policies.of(written, CATALOG, new MaskHash(new byte[32])))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(PolicyProblem.INVALID_POLICIES);
                    assertThat(e.faults()).anySatisfy(fault -> {
                        assertThat(fault.pointer()).isEqualTo(place);
                        assertThat(fault.detail()).contains(said);
                    });
                });
    }
}
