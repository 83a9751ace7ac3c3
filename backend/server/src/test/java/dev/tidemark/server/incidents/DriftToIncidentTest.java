package dev.tidemark.server.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.definitions.Seed;
import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.IncidentQuery;
import dev.tidemark.incidents.Incidents;
import dev.tidemark.incidents.IncidentsConfiguration;
import dev.tidemark.incidents.NoticeSettings;
import dev.tidemark.incidents.Resolution;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.internal.Rounds;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import dev.tidemark.traffic.Drift;
import dev.tidemark.traffic.DriftWatch;
import dev.tidemark.traffic.SeenEvent;
import dev.tidemark.traffic.TrafficSettings;
import dev.tidemark.traffic.internal.DriftBook;
import dev.tidemark.traffic.internal.ProfileHistory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** From a drift that the watch sees to an incident, and to its end. */
@Tag("engines")
class DriftToIncidentTest {

    private static final Drift.Sighting ITEMS = new Drift.Sighting(
            "order_placed",
            "items",
            Drift.Kind.TYPE,
            "",
            "3 events in quarantine: found text, expected a whole number.",
            List.of("partner-feed"));
    private static final Drift.Sighting NEW_COUNTRY = new Drift.Sighting(
            "order_placed",
            "country",
            Drift.Kind.NEW_VALUE,
            "Atlantis",
            "“Atlantis” came 9 times.",
            List.of("web-shop"));

    private final TestClock clock = new TestClock();
    private final DefinitionsRepository definitions;
    private final DriftWatch watch;
    private final Incidents incidents;
    private final Rounds rounds;
    private List<Drift.Sighting> misfits = List.of();
    private String sender = "web-shop";
    private int accepted;

    DriftToIncidentTest(@TempDir Path folder) {
        Database database = Testbed.postgres();
        DriverManagerDataSource source =
                new DriverManagerDataSource(database.url(), database.user(), database.password());
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        JdbcClient client = JdbcClient.create(source);
        definitions = DefinitionsRepository.open(folder.resolve("definitions.git"));
        definitions.seed(Seed.ofClassPath());
        watch = new DriftWatch(
                () -> Set.of("orders"),
                (family, most) -> accepted(),
                () -> misfits,
                new ProfileHistory(client),
                new DriftBook(client),
                TrafficSettings.defaults(),
                clock);
        incidents = new IncidentsConfiguration()
                .incidents(
                        source,
                        new NoticeSettings(
                                URI.create("http://portal.example"),
                                false,
                                Optional.empty(),
                                NoticeSettings.Delivering.DEFAULT),
                        name -> true);
        rounds = new Rounds(List.of(new DriftingTypes(watch::open, definitions::current, clock)), incidents);
    }

    @AfterEach
    void close() {
        definitions.close();
    }

    private List<Incident> after(Duration time) {
        clock.advance(time);
        watch.look();
        rounds.run();
        return incidents.list(IncidentQuery.in(EnumSet.allOf(Incident.State.class)));
    }

    @Test
    void aDriftIsAnIncidentUntilItIsGone() {
        assertThat(after(Duration.ZERO)).isEmpty();
        misfits = List.of(ITEMS);
        after(Duration.ofMinutes(1));
        assertThat(after(Duration.ofMinutes(1))).singleElement().satisfies(incident -> {
            assertThat(incident.subject().name()).isEqualTo("order_placed");
            assertThat(incident.check()).isEqualTo(Check.TYPE);
            assertThat(incident.severity()).isEqualTo(Severity.WARNING);
            assertThat(incident.owner()).isEqualTo("checkout");
            assertThat(incident.summary()).isEqualTo("order_placed: another type in items.");
            assertThat(incident.link()).isEqualTo("quarantine");
            assertThat(incident.evidence().toString()).contains("partner-feed", "expected a whole number");
            assertThat(incident.resolved()).isFalse();
        });
        misfits = List.of();
        sender = "partner-feed";
        accepted = 10;
        assertThat(after(Duration.ofMinutes(1))).extracting(Incident::resolved).containsExactly(false);
        assertThat(after(Duration.ofMinutes(15))).singleElement().satisfies(incident -> {
            assertThat(incident.resolution()).contains(Resolution.PASSED);
        });
        misfits = List.of(ITEMS);
        List<Incident> both = after(Duration.ofMinutes(1));
        assertThat(both).hasSize(2);
        assertThat(both.getFirst().previous()).contains(both.getLast().id());
    }

    private List<SeenEvent> accepted() {
        return Collections.nCopies(
                accepted,
                new SeenEvent("order_placed", 2, sender, clock.instant(), JsonNodeFactory.instance.objectNode()));
    }

    @Test
    void aSenderThatOnlyFellSilentIsAnIncidentForHours() {
        misfits = List.of(ITEMS);
        after(Duration.ofMinutes(1));
        misfits = List.of();
        accepted = 500;
        after(Duration.ofMinutes(1));
        assertThat(after(Duration.ofHours(5))).extracting(Incident::resolved).containsExactly(false);
        assertThat(after(Duration.ofHours(2))).extracting(Incident::resolved).containsExactly(true);
    }

    @Test
    void whatASenderMadeUpIsNotInTheSummaryThatNoticesCarry() {
        misfits = List.of(
                new Drift.Sighting(
                        "order_placed", "ann@example.org", Drift.Kind.UNKNOWN_FIELD, "", "unknown field", List.of()),
                new Drift.Sighting("order_placed", "shipping/ann@example.org", Drift.Kind.TYPE, "", "", List.of()),
                new Drift.Sighting("no_such_type", "x", Drift.Kind.TYPE, "", "", List.of()));
        assertThat(after(Duration.ofMinutes(1)))
                .extracting(Incident::summary)
                .containsExactlyInAnyOrder(
                        "order_placed: unknown field in 1 place.", "order_placed: another type in shipping.");
    }

    @Test
    void aNewValueItselfIsNotTold() {
        misfits = List.of(NEW_COUNTRY);
        assertThat(after(Duration.ofMinutes(1))).singleElement().satisfies(incident -> {
            assertThat(incident.severity()).isEqualTo(Severity.INFO);
            assertThat(incident.link()).isEqualTo("schemas/order_placed");
            assertThat(incident.summary() + incident.evidence())
                    .contains("country")
                    .doesNotContain("Atlantis");
        });
    }
}
