package dev.tidemark.definitions.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.definitions.SmallCompany;
import dev.tidemark.definitions.internal.GitFiles;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.lib.PersonIdent;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("engines")
class ProposalsTest {

    private static final Person BOB = new Person("bob", Set.of("ANALYST", "BUILDER"), Set.of("checkout"));
    private static final Person ANNA = new Person("anna", Set.of("ANALYST", "BUILDER"), Set.of("web"));
    private static final Person ADA = new Person("ada", Set.of("ANALYST", "BUILDER", "FINANCE", "ADMIN"), Set.of());
    private static final Person EVE = new Person("eve", Set.of("ANALYST"), Set.of());
    private static final String SQL = "shop/transforms/fact_orders.sql";
    private static final String OTHER_SQL =
            "SELECT event_id, event_time AS ordered_at, source FROM raw.events_orders\n";

    @TempDir
    Path folder;

    private final PGSimpleDataSource database = new PGSimpleDataSource();

    @SuppressWarnings("NullAway.Init")
    private DefinitionsRepository definitions;

    @SuppressWarnings("NullAway.Init")
    private Proposals proposals;

    @BeforeEach
    void start() {
        Database postgres = Testbed.postgres();
        database.setUrl(postgres.url());
        database.setUser(postgres.user());
        database.setPassword(postgres.password());
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        definitions = DefinitionsRepository.open(bare());
        definitions.seed(SmallCompany.files());
        proposals = another();
    }

    @AfterEach
    void stop() {
        proposals.close();
        definitions.close();
    }

    @Test
    void whatHappenedIsNewsOnceAndAgainIfWhoeverTellsItFails() {
        News news = new News(JdbcClient.create(database));
        long id = proposals.open(draft(SQL, OTHER_SQL), BOB).id();
        proposals.approve(id, "fine", ANNA);
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        Instant now = Instant.parse("2026-11-28T00:00:00Z");
        Instant lost = now.plusSeconds(60);

        Step opened = news.claim(now, lost).orElseThrow().step();
        assertThat(opened.kind()).isEqualTo(Step.Kind.OPENED);
        assertThat(news.claim(now, lost)).as("the next waits for it").isEmpty();
        transaction.executeWithoutResult(status -> {
            assertThat(news.told(opened)).isTrue();
            status.setRollbackOnly();
        });
        assertThat(news.claim(lost, lost.plusSeconds(60)).orElseThrow())
                .as("its attempt counts as lost")
                .isEqualTo(new News.Claimed(opened, 2));

        transaction.executeWithoutResult(status -> news.told(opened));
        assertThat(news.told(opened)).as("once").isFalse();
        assertThat(news.claim(now, lost).orElseThrow().step().kind()).isEqualTo(Step.Kind.APPROVED);
        assertThat(proposals.review(id).history()).hasSize(2);
    }

    @Test
    void whatIsProposedIsInForceOnceItsOwnerSignedIt() {
        long id = proposals.open(draft(SQL, OTHER_SQL), BOB).id();

        Review before = proposals.review(id);
        assertThat(before.files()).singleElement().satisfies(file -> {
            assertThat(file.path()).isEqualTo(SQL);
            assertThat(file.patch()).contains("+SELECT event_id, event_time AS ordered_at, source");
        });
        assertThat(before.effects()).singleElement().satisfies(effect -> {
            assertThat(effect.name()).isEqualTo("fact_orders");
            assertThat(effect.weight()).isEqualTo(Weight.CHANGES_NUMBERS);
        });
        assertThat(before.signatures()).extracting(Signature::key).containsExactly("team:web");
        assertThatThrownBy(() -> proposals.publish(id, BOB)).satisfies(problem(ProposalProblem.PROPOSAL_NOT_READY));
        assertThat(sql()).doesNotContain("source");

        proposals.approve(id, "fine", ANNA);
        String commit = proposals.publish(id, BOB);

        assertThat(definitions.current().commit()).isEqualTo(commit);
        assertThat(sql()).contains("source");
        Review after = proposals.review(id);
        assertThat(after.proposal().state()).isEqualTo(Proposal.State.PUBLISHED);
        assertThat(after.proposal().published()).contains(commit);
        assertThat(after.files()).hasSize(1);
        assertThat(after.history())
                .extracting(Step::kind)
                .containsExactly(Step.Kind.OPENED, Step.Kind.APPROVED, Step.Kind.PUBLISHED);
        assertThat(proposals.trail("FINE")).extracting(Step::who).containsExactly("anna");
    }

    @Test
    void nobodySignsWhatIsNotTheirsNorWhatTheyProposedThemselves() {
        long id = proposals.open(draft(SQL, OTHER_SQL), ANNA).id();
        assertThatThrownBy(() -> proposals.approve(id, "", ANNA))
                .satisfies(problem(ProposalProblem.PROPOSAL_NOT_YOURS));
        assertThatThrownBy(() -> proposals.approve(id, "", BOB)).satisfies(problem(ProposalProblem.PROPOSAL_NOT_YOURS));
        assertThatThrownBy(() -> proposals.reject(id, "no", EVE))
                .satisfies(problem(ProposalProblem.PROPOSAL_NOT_YOURS));
        assertThatThrownBy(() -> proposals.withdraw(id, "", BOB))
                .satisfies(problem(ProposalProblem.PROPOSAL_NOT_YOURS));
        assertThatThrownBy(() -> proposals.open(draft(SQL, "x"), EVE))
                .satisfies(problem(ProposalProblem.PROPOSAL_NOT_YOURS));

        proposals.approve(id, "", ADA);
        assertThat(proposals.review(id).publishable()).isTrue();
    }

    @Test
    void whoeverMayAskMayProposeASavedQuestionAndNothingElse() {
        String saved = "shop/metrics/saved_queries/best.yaml";
        long id = proposals.open(draft(saved, "saved_queries: []\n"), EVE).id();

        proposals.change(id, Map.of(saved, Optional.of("saved_queries: []  # none yet\n")), EVE);

        assertThat(proposals.review(id).proposal().author()).isEqualTo("eve");
        assertThatThrownBy(() -> proposals.change(id, Map.of(SQL, Optional.of(OTHER_SQL)), EVE))
                .satisfies(problem(ProposalProblem.PROPOSAL_NOT_YOURS))
                .hasMessageContaining("below metrics/saved_queries/");
        assertThatThrownBy(() -> proposals.open(
                        new Draft("Both", "", Map.of(saved, Optional.of("x"), SQL, Optional.of(OTHER_SQL))), EVE))
                .satisfies(problem(ProposalProblem.PROPOSAL_NOT_YOURS));
        long other =
                proposals.open(draft(saved, "saved_queries: [] # other\n"), BOB).id();
        assertThatThrownBy(() -> proposals.change(other, Map.of(saved, Optional.of("x")), EVE))
                .satisfies(problem(ProposalProblem.PROPOSAL_NOT_YOURS));
        proposals.approve(id, "", BOB);
        assertThatThrownBy(() -> proposals.publish(id, EVE)).satisfies(problem(ProposalProblem.PROPOSAL_NOT_YOURS));
        proposals.publish(id, BOB);
        assertThat(proposals.review(id).proposal().isOpen()).isFalse();
    }

    @Test
    void anApprovalIsForTheTextThatWasLookedAt() {
        long id = proposals.open(draft(SQL, OTHER_SQL), BOB).id();
        proposals.approve(id, "", ANNA);

        proposals.change(id, Map.of(SQL, Optional.of(OTHER_SQL + "WHERE event_type = 'order_placed'\n")), BOB);

        assertThat(proposals.review(id).signed()).isFalse();
        assertThatThrownBy(() -> proposals.publish(id, BOB)).satisfies(problem(ProposalProblem.PROPOSAL_NOT_READY));
    }

    @Test
    void whatDoesNotHoldTogetherIsSaidAndCannotBePublished() {
        String path = "shop/sources/web-shop.yaml";
        long id = proposals
                .open(draft(path, "team: wbe\nfamilies: [orders]\n"), BOB)
                .id();
        proposals.approve(id, "", ADA);

        Review review = proposals.review(id);
        assertThat(review.findings().get("definitions")).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo(path + ":1");
            assertThat(finding.text()).contains("wbe").contains("web");
        });
        assertThatThrownBy(() -> proposals.publish(id, BOB))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.faults()).extracting(Fault::pointer).containsExactly(path + ":1"));
    }

    @Test
    void whatOthersPublishedMeanwhileStaysAndAClashIsNamed() {
        long first = proposals.open(draft(SQL, OTHER_SQL), BOB).id();
        long second = proposals
                .open(draft("shop/metrics/more.yaml", "metrics: []\n"), BOB)
                .id();
        long third = proposals
                .open(draft(SQL, "SELECT event_id FROM raw.events_orders\n"), BOB)
                .id();
        for (long id : List.of(first, second, third)) {
            proposals.approve(id, "", ADA);
        }
        proposals.publish(first, BOB);
        proposals.publish(second, BOB);

        assertThat(sql()).contains("source");
        assertThat(definitions.current().workspaces().getFirst().metricFiles()).containsKey("metrics/more.yaml");
        assertThat(proposals.review(third).conflicts()).containsExactly(SQL);
        assertThatThrownBy(() -> proposals.publish(third, BOB)).satisfies(problem(ProposalProblem.PROPOSAL_NOT_READY));
    }

    @Test
    void aRejectionNeedsAReasonAndEndsIt() {
        long id = proposals.open(draft(SQL, OTHER_SQL), BOB).id();
        assertThatThrownBy(() -> proposals.reject(id, " ", ANNA)).satisfies(problem(ProposalProblem.REASON_MISSING));

        proposals.reject(id, "not now", ANNA);

        assertThat(proposals.list(Optional.of(Proposal.State.OPEN))).isEmpty();
        assertThatThrownBy(() -> proposals.comment(id, "why?", BOB))
                .satisfies(problem(ProposalProblem.PROPOSAL_CLOSED));
        assertThat(proposals.review(id).files()).as("what it said is kept").hasSize(1);
        proposals.lookForPushes();
        assertThat(proposals.list(Optional.empty())).hasSize(1);
    }

    @Test
    void whatIsPushedWithGitIsAProposalToo() throws IOException {
        PersonIdent git = new PersonIdent("Gil", "gil@example.com", Instant.now(), ZoneOffset.UTC);
        try (GitFiles files = GitFiles.open(bare())) {
            String main = files.head().orElseThrow().id();
            SortedMap<String, String> text = SmallCompany.files();
            text.put(SQL, OTHER_SQL);
            String first =
                    files.commit("nicer", Optional.empty(), text, List.of(main), git, "Say the source\n\nIt helps.\n");
            proposals.lookForPushes();
            proposals.lookForPushes();
            Proposal proposal = proposals.list(Optional.empty()).getFirst();
            assertThat(proposals.list(Optional.empty())).hasSize(1);
            assertThat(proposal.title()).isEqualTo("Say the source");
            assertThat(proposal.author()).isEqualTo("gil@example.com");

            text.put(SQL, OTHER_SQL + "WHERE true\n");
            String second = files.commit("nicer", Optional.of(first), text, List.of(first), git, "More\n");
            proposals.lookForPushes();
            proposals.lookForPushes();
            assertThat(proposals.review(proposal.id()).history())
                    .extracting(Step::kind)
                    .containsExactly(Step.Kind.OPENED, Step.Kind.CHANGED);

            files.commit(files.main(), Optional.of(main), text, List.of(main, second), git, "Merge\n");
            proposals.lookForPushes();
            assertThat(proposals.review(proposal.id()).proposal().state()).isEqualTo(Proposal.State.PUBLISHED);
        }
    }

    @Test
    void ofTwoPortalsThatPublishAtOnceEachProposalIsPublishedOnce() throws InterruptedException, ExecutionException {
        List<Long> ids = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> proposals
                        .open(draft("shop/metrics/m" + i + ".yaml", "metrics: []\n"), BOB)
                        .id())
                .toList();
        ids.forEach(id -> proposals.approve(id, "", ADA));
        try (Proposals other = another();
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> all = ids.stream()
                    .flatMap(id -> java.util.stream.Stream.<Callable<Boolean>>of(
                            () -> publishedBy(proposals, id), () -> publishedBy(other, id)))
                    .toList();
            for (Future<Boolean> each : threads.invokeAll(all)) {
                each.get();
            }
        }
        definitions.refresh();
        assertThat(definitions.current().workspaces().getFirst().metricFiles()).hasSize(1 + ids.size());
        ids.forEach(id -> assertThat(
                        proposals.review(id).history().stream().filter(step -> step.kind() == Step.Kind.PUBLISHED))
                .hasSize(1));
    }

    /** Tries until it is published, by whomever. */
    private static boolean publishedBy(Proposals portal, long id) {
        while (true) {
            try {
                portal.publish(id, BOB);
                return true;
            } catch (ProblemException e) {
                if (e.problem() == ProposalProblem.PROPOSAL_CLOSED) {
                    return false;
                }
                if (e.problem() != ProposalProblem.PROPOSAL_MOVED
                        && e.problem() != ProposalProblem.PROPOSAL_NOT_READY) {
                    throw e;
                }
            }
        }
    }

    @Test
    void aPathThatLeavesTheRepositoryIsRefused() {
        for (String path : List.of("../x.yaml", "shop/../../x", "/shop/x.yaml", "shop/.git/config", "x")) {
            assertThatThrownBy(() -> proposals.preview(draft(path, "x")))
                    .satisfies(problem(ProposalProblem.BAD_DEFINITION_PATH));
        }
    }

    private Path bare() {
        return folder.resolve("definitions.git");
    }

    private Proposals another() {
        return new Proposals(bare(), definitions, JdbcClient.create(database), List.of(), Clock.systemUTC());
    }

    private static Draft draft(String path, String text) {
        return new Draft("Change " + path, "Because.", Map.of(path, Optional.of(text)));
    }

    private String sql() {
        return definitions
                .current()
                .workspaces()
                .getFirst()
                .transform("fact_orders")
                .orElseThrow()
                .sql();
    }

    private static java.util.function.Consumer<Throwable> problem(Problem expected) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(expected));
    }
}
