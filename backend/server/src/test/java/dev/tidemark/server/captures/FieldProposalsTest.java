package dev.tidemark.server.captures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.definitions.Seed;
import dev.tidemark.definitions.proposals.Change;
import dev.tidemark.definitions.proposals.Person;
import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.definitions.proposals.Proposals;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The demo company's table of products gets columns. */
@Tag("engines")
class FieldProposalsTest {

    private static final Person BUILDER = new Person("builder", Set.of("ANALYST", "BUILDER"), Set.of("web"));
    private static final Person ANALYST = new Person("analyst", Set.of("ANALYST"), Set.of("growth"));
    private static final String FILE = "storefront/events/catalog/product_changed.avsc";
    private static final String TIER =
            "{\"name\": \"tier\", \"type\": [\"null\", \"string\"], \"default\": null, \"doc\": \"The column of public.products, text.\"}";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private DefinitionsRepository definitions;

    @SuppressWarnings("NullAway.Init")
    private Proposals proposals;

    @BeforeEach
    void start() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        Database postgres = Testbed.postgres();
        database.setUrl(postgres.url());
        database.setUser(postgres.user());
        database.setPassword(postgres.password());
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        Path bare = folder.resolve("definitions.git");
        definitions = DefinitionsRepository.open(bare);
        definitions.seed(Seed.ofClassPath());
        proposals = new Proposals(bare, definitions, JdbcClient.create(database), List.of(), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        proposals.close();
        definitions.close();
    }

    private Proposal propose(String table, String missing, Person author) {
        String state = """
                {"status": "UP", "captures": [{"workspace": "storefront", "source": "shop-database", "state": "following",
                  "since": "2026-11-27T10:00:00Z", "slot": "s", "events": 3, "quarantined": 1, "notices": [], "tables": [
                    {"table": "public.products", "event": "product_changed", "following": true, "rows": 2,
                     "unknown_columns": ["tier"], "missing_fields": [%s], "unfilled_fields": []}]}]}""".formatted(missing);
        return new FieldProposals(() -> state, definitions::current, proposals)
                .propose("storefront", "shop-database", table, author);
    }

    @Test
    void aMissingFieldStandsOnALineOfItsOwnBeforeThoseAboutTheChange() {
        Proposal proposal = propose("public.products", TIER, BUILDER);

        assertThat(proposal.title()).isEqualTo("product_changed takes new columns of public.products: tier");
        assertThat(proposal.description()).contains("pii_fields", "leave_out of storefront/sources/shop-database.yaml");
        Change change = proposals.change(proposal.id());
        assertThat(change.paths()).containsExactly(FILE);
        String operation = "    {\"name\": \"cdc_op\"";
        assertThat(change.after())
                .containsEntry(
                        FILE,
                        change.before().getOrDefault(FILE, "").replace(operation, "    " + TIER + ",\n" + operation));
    }

    @Test
    void whoeverAsksAgainGetsTheSameProposal() {
        Proposal first = propose("public.products", TIER, BUILDER);

        assertThat(propose("public.products", TIER, BUILDER).id()).isEqualTo(first.id());
    }

    @Test
    void nothingIsProposedOfAColumnThatHasItsField() {
        String price = TIER.replace("tier", "price");

        assertThatThrownBy(() -> propose("public.products", price, BUILDER))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(CaptureProblem.NO_FIELD_MISSING));
    }

    @Test
    void aTableThatIsNotCapturedAndAPersonWhoMayNotProposeAreRefused() {
        assertThatThrownBy(() -> propose("public.orders", TIER, BUILDER))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(CaptureProblem.UNKNOWN_CAPTURE));
        assertThatThrownBy(() -> propose("public.products", TIER, ANALYST)).hasMessageContaining("propose a change");
    }
}
