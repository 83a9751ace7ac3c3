package dev.tidemark.incidents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.Ground;
import dev.tidemark.incidents.ProposalNews;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subscription.Filter;
import dev.tidemark.incidents.Subscription.Topic;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is told of proposals, and when. */
@Tag("engines")
class ProposalNoticesTest {

    private static final String HOOK = "http://127.0.0.1:9/hook";
    private static final Set<Topic> PROPOSALS = Set.of(Topic.PROPOSALS);

    private final Ground ground = new Ground();

    private ProposalNews news(String change, String... owners) {
        return news(ground, change, owners);
    }

    static ProposalNews news(Ground ground, String change, String... owners) {
        return new ProposalNews(
                proposal(ground),
                change,
                ground.clock.instant(),
                "ann",
                "bob",
                Set.of(owners),
                List.of(owners),
                "bob proposed “Pence”.",
                "proposals/7");
    }

    /** One that is there, as notices refer to it. */
    private static long proposal(Ground ground) {
        return ground.client.sql("""
                        INSERT INTO definitions.proposal (title, description, author, branch, state, opened_at)
                        VALUES ('Pence', '', 'bob', gen_random_uuid()::text, 'open', now()) RETURNING id
                        """).query(Long.class).single();
    }

    private UUID subscribe(Filter filter) {
        return ground.subscribe(HOOK, filter).subscription().id();
    }

    private List<String> changes(UUID subscription) {
        return ground.subscriptions.deliveries(subscription).stream()
                .map(Delivery::change)
                .toList();
    }

    @Test
    void whoSubscribedForProposalsIsToldOfThemAndOfNoIncident() {
        UUID proposals = subscribe(new Filter(PROPOSALS, Set.of(), Set.of(), Set.of()));
        UUID incidents = subscribe(new Filter(Set.of(), Set.of(), Set.of()));

        assertThat(ground.notices.tell(news("opened", "finance"))).isEqualTo(1);
        ground.incidents.observe(ground.late(Severity.WARNING));

        assertThat(changes(proposals)).containsExactly("opened");
        assertThat(ground.subscriptions.deliveries(proposals).getFirst().proposal())
                .isPresent();
        assertThat(ground.subscriptions.deliveries(incidents))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.incident()).isPresent());
        assertThat(ground.subscriptions.get(proposals).filter().topics()).isEqualTo(PROPOSALS);
        assertThat(ground.subscriptions.get(incidents).filter().topics()).containsExactly(Topic.INCIDENTS);
    }

    @Test
    void whoSubscribedForOwnersIsToldOfWhatNeedsTheirConsent() {
        UUID finance = subscribe(new Filter(PROPOSALS, Set.of(), Set.of(), Set.of("finance")));

        ground.notices.tell(news("opened", "checkout", "admin"));
        ground.notices.tell(news("approved", "checkout", "finance"));

        assertThat(changes(finance)).containsExactly("approved");
    }

    @Test
    void nobodyIsToldOfWhatDidNotCommit() {
        UUID all = subscribe(Filter.ALL);

        ground.transaction.executeWithoutResult(status -> {
            ground.notices.tell(news("opened"));
            status.setRollbackOnly();
        });

        assertThat(changes(all)).isEmpty();
    }

    @Test
    void theNoticesOfAProposalAreSentInTheirOrderAndSayWhatTheyMay() throws Exception {
        try (Receiver receiver = Receiver.answering(204);
                Post post = new Post(ground.transaction, ground.client, ground.settings, Ground.SEAL, ground.clock)) {
            ground.subscribe(receiver.address(), Filter.ALL);
            ProposalNews opened = news("opened", "finance");
            ground.notices.tell(opened);
            ground.notices.tell(new ProposalNews(
                    opened.proposal(),
                    "published",
                    ground.clock.instant(),
                    "bob",
                    "bob",
                    Set.of("finance"),
                    List.of(),
                    "bob published “Pence”.",
                    "proposals/7"));

            post.run();

            assertThat(receiver.got).hasSize(2);
            assertThat(receiver.got.getFirst().body())
                    .contains(
                            "\"type\":\"proposal.opened\"",
                            "\"awaits\":[\"finance\"]",
                            "\"author\":\"bob\"",
                            "https://portal.example/proposals/7");
            assertThat(receiver.got.getLast().body()).contains("\"type\":\"proposal.published\"");
        }
    }
}
