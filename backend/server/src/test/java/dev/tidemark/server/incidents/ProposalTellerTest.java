package dev.tidemark.server.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.definitions.proposals.News;
import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.definitions.proposals.Review;
import dev.tidemark.incidents.IncidentsConfiguration;
import dev.tidemark.incidents.NoticeSettings;
import dev.tidemark.incidents.NoticeSettings.Delivering;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From the steps of proposals to notices, on a real PostgreSQL. */
@Tag("engines")
class ProposalTellerTest {

    private static final DataSource DATABASE = migrated();
    private static final Delivering DELIVERING = new Delivering(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            Duration.ofSeconds(10),
            Duration.ofHours(1),
            4);

    private final TestClock clock = new TestClock();
    private final JdbcClient client = JdbcClient.create(DATABASE);
    private final News news = new News(client);
    private final Set<Long> broken = ConcurrentHashMap.newKeySet();
    private final AtomicInteger attempts = new AtomicInteger();
    private final ProposalTeller teller = teller();

    ProposalTellerTest() {
        client.sql("TRUNCATE incidents.notice, incidents.subscription, definitions.proposal_news")
                .update();
        client.sql("""
                        INSERT INTO incidents.subscription (id, name, channel, target, checks, severities, owners, topics, created_by, created_at)
                        VALUES (gen_random_uuid(), 'all', 'webhook', 'http://127.0.0.1:9/hook', '', '', '', 'proposals', 'admin', now())
                        """).update();
    }

    private static DataSource migrated() {
        Database database = Testbed.postgres();
        DriverManagerDataSource source =
                new DriverManagerDataSource(database.url(), database.user(), database.password());
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return source;
    }

    private ProposalTeller teller() {
        NoticeSettings settings =
                new NoticeSettings(URI.create("https://portal.example"), true, Optional.empty(), DELIVERING);
        return new ProposalTeller(
                news,
                this::review,
                new IncidentsConfiguration().notices(DATABASE, settings),
                new TransactionTemplate(new JdbcTransactionManager(DATABASE)),
                DELIVERING,
                clock);
    }

    private Review review(long proposal) {
        attempts.incrementAndGet();
        if (broken.contains(proposal)) {
            throw new IllegalStateException("The branch of " + proposal + " makes no sense");
        }
        return new Review(
                new Proposal(
                        proposal,
                        "Pence",
                        "",
                        "bob",
                        "pence",
                        Proposal.State.OPEN,
                        clock.instant(),
                        Optional.empty(),
                        Optional.empty()),
                "c1",
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private long proposal(String... steps) {
        long proposal = client.sql("""
                        INSERT INTO definitions.proposal (title, description, author, branch, state, opened_at)
                        VALUES ('Pence', '', 'bob', gen_random_uuid()::text, 'open', now()) RETURNING id
                        """).query(Long.class).single();
        for (String step : steps) {
            happens(proposal, step);
        }
        return proposal;
    }

    private void happens(long proposal, String step) {
        client.sql("""
                        INSERT INTO definitions.proposal_step (proposal, at, who, kind, commit_id, text, signed)
                        VALUES (?, now(), 'bob', ?, 'c1', '', '')
                        """).params(proposal, step).update();
    }

    /** In the order in which they were written. */
    private List<String> told() {
        return client.sql("SELECT proposal || ' ' || change FROM incidents.notice ORDER BY number")
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Test
    void aStepThatFailsHoldsUpOnlyItsOwnProposal() {
        long first = proposal("opened", "commented", "approved");
        long second = proposal("opened");
        broken.add(first);

        teller.look();

        assertThat(told()).containsExactly(second + " opened");
        assertThat(news.untold(10)).singleElement().satisfies(untold -> {
            assertThat(untold.step().proposal()).isEqualTo(first);
            assertThat(untold.attempts()).isEqualTo(1);
            assertThat(untold.givenUp()).isFalse();
            assertThat(untold.lastError()).isEqualTo("The portal failed at telling it; its log says why");
        });

        broken.clear();
        clock.advance(Duration.ofSeconds(10));
        teller.look();
        assertThat(told()).containsExactly(second + " opened", first + " opened", first + " approved");
        assertThat(news.untold(10)).isEmpty();
    }

    @Test
    void whatAlwaysFailsIsTriedAfterLongerPausesAndGivenUpVisibly() {
        long proposal = proposal("opened", "approved");
        broken.add(proposal);
        UntoldProposals lookout = new UntoldProposals(() -> news.untold(10), clock);

        teller.look();
        teller.look();
        assertThat(attempts).as("nothing before the pause is over").hasValue(1);
        clock.advance(Duration.ofSeconds(10));
        teller.look();
        assertThat(attempts).hasValue(2);
        clock.advance(Duration.ofSeconds(12));
        teller.look();
        assertThat(attempts).as("the second pause is longer").hasValue(2);
        assertThat(lookout.look().found()).isEmpty();
        clock.advance(Duration.ofSeconds(8));
        teller.look();
        assertThat(attempts).hasValue(3);

        attempts.set(0);
        clock.advance(Duration.ofSeconds(40));
        teller.look();

        assertThat(news.untold(10).getFirst().givenUp()).isTrue();
        assertThat(attempts).as("the last of four, and the next step's first").hasValue(2);
        assertThat(lookout.look().found()).singleElement().satisfies(finding -> {
            assertThat(finding.subject().toString()).isEqualTo("proposal " + proposal);
            assertThat(finding.summary())
                    .isEqualTo("Subscribers are not told that proposal " + proposal + " was opened by bob.");
        });

        broken.clear();
        clock.advance(Duration.ofSeconds(10));
        teller.look();
        assertThat(told()).containsExactly(proposal + " approved");
        assertThat(lookout.look().found()).hasSize(1);

        clock.advance(ProposalTeller.KEPT.plusSeconds(1));
        teller.forget();
        assertThat(lookout.look().found()).isEmpty();
        assertThat(told()).hasSize(1);
    }

    @Test
    void whatAPortalTookWithItIsToldByAnother() {
        long proposal = proposal("opened");
        assertThat(news.claim(clock.instant(), clock.instant().plus(DELIVERING.lease())))
                .isPresent();

        teller.look();
        assertThat(told()).as("it may still be at it").isEmpty();

        clock.advance(DELIVERING.lease());
        teller.look();
        assertThat(told()).containsExactly(proposal + " opened");
    }

    @Test
    void whatEndsThePortalAtEachAttemptIsGivenUpToo() {
        proposal("opened");
        for (int i = 0; i < DELIVERING.mostAttempts(); i++) {
            assertThat(news.claim(clock.instant(), clock.instant().plus(DELIVERING.lease())))
                    .isPresent();
            clock.advance(DELIVERING.lease());
        }

        teller.look();

        assertThat(attempts).hasValue(0);
        assertThat(news.untold(10))
                .singleElement()
                .satisfies(untold -> assertThat(untold.givenUp()).isTrue());
    }

    @Test
    void ofTwoPortalsEachStepIsToldOnce() {
        IntStream.range(0, 60).forEach(i -> proposal("opened", "approved"));
        ProposalTeller other = teller();

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            threads.execute(teller::look);
            threads.execute(other::look);
            threads.execute(teller::look);
            threads.execute(other::look);
        }

        // A step that waited for the one before it may be left for the next look.
        teller.look();
        assertThat(told()).hasSize(120).doesNotHaveDuplicates();
    }
}
