package dev.tidemark.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.definitions.internal.GitFiles;
import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsRepositoryTest {

    @TempDir
    Path folder;

    @Test
    void an_empty_repository_says_how_to_fill_it() {
        try (DefinitionsRepository repository = DefinitionsRepository.open(bare())) {
            assertThatThrownBy(repository::current)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem()).isEqualTo(DefinitionsProblem.NO_DEFINITIONS));
        }
    }

    @Test
    void the_same_seed_gives_the_same_commit_and_seeding_again_changes_nothing() {
        String first;
        try (DefinitionsRepository repository = seeded()) {
            first = repository.current().commit();
            assertThat(repository.seed(SmallCompany.files())).isFalse();
            assertThat(repository.current().commit()).isEqualTo(first);
        }
        try (DefinitionsRepository other = DefinitionsRepository.open(folder.resolve("other.git"))) {
            other.seed(SmallCompany.files());
            assertThat(other.current().commit()).isEqualTo(first);
        }
    }

    @Test
    void a_new_release_follows_only_while_nobody_else_has_committed() throws IOException {
        try (DefinitionsRepository repository = seeded()) {
            SortedMap<String, String> next = with("shop/metrics/more.yaml", "metrics: []\n");
            assertThat(repository.seed(next)).isTrue();
            assertThat(repository.current().workspaces().getFirst().metricFiles())
                    .containsKey("metrics/more.yaml");

            commit(with("shop/metrics/mine.yaml", "metrics: []\n"));
            assertThat(repository.seed(SmallCompany.files())).isFalse();
        }
    }

    @Test
    void what_the_files_say_is_read() {
        try (DefinitionsRepository repository = seeded()) {
            Workspace shop = repository.current().workspace("shop").orElseThrow();
            assertThat(shop.source("web-shop"))
                    .contains(new Source(
                            "web-shop",
                            "web",
                            Mode.STRICT,
                            java.util.List.of("orders"),
                            1_000,
                            Duration.ofDays(30),
                            Duration.ofHours(1)));
            assertThat(shop.families().getFirst().realtimeKeeps()).isEqualTo(Duration.ofDays(3));
            assertThat(shop.eventTypes().getFirst().piiFields()).containsExactly("email");
            assertThat(shop.transform("fact_orders").orElseThrow().checks())
                    .containsExactly(
                            new Check.NotNull(java.util.List.of("event_id")),
                            new Check.Accepted("event_type", java.util.List.of("order_placed")));
        }
    }

    @Test
    void a_broken_commit_changes_nothing_and_says_file_and_line() throws IOException {
        try (DefinitionsRepository repository = seeded()) {
            String good = repository.current().commit();
            commit(with("shop/sources/web-shop.yaml", "team: wep\nmode: strict\nfamilies: [orders]\nmax_agee: P1D\n"));
            repository.refresh();

            assertThat(repository.current().commit()).isEqualTo(good);
            ProblemException problem = repository.problem().orElseThrow();
            assertThat(problem.problem()).isEqualTo(DefinitionsProblem.BROKEN_DEFINITIONS);
            assertThat(problem.faults())
                    .extracting(fault -> fault.pointer() + " " + fault.detail())
                    .containsExactly(
                            "shop/sources/web-shop.yaml:1 Unknown team “wep”. Did you mean web?",
                            "shop/sources/web-shop.yaml:4 Unknown key “max_agee”. Did you mean max_age?");

            commit(SmallCompany.files());
            repository.refresh();
            assertThat(repository.problem()).isEmpty();
        }
    }

    @Test
    void after_a_restart_on_a_broken_commit_the_last_good_one_is_in_force() throws IOException {
        String good;
        try (DefinitionsRepository repository = seeded()) {
            good = repository.current().commit();
        }
        commit(with("shop/teams.yaml", "teams: [\n"));
        try (DefinitionsRepository again = DefinitionsRepository.open(bare())) {
            assertThat(again.current().commit()).isEqualTo(good);
            assertThat(again.problem()).isPresent();
        }
    }

    @Test
    void a_commit_made_by_somebody_else_is_noticed() throws Exception {
        BlockingQueue<Definitions> heard = new LinkedBlockingQueue<>();
        try (DefinitionsRepository repository = seeded()) {
            repository.onChange(heard::add);
            repository.watch(Duration.ofMillis(20));
            String id = commit(with("shop/metrics/mine.yaml", "metrics: []\n"));
            Definitions news = heard.poll(20, TimeUnit.SECONDS);
            assertThat(news).isNotNull();
            assertThat(news.commit()).isEqualTo(id);
        }
    }

    private Path bare() {
        return folder.resolve("definitions.git");
    }

    private DefinitionsRepository seeded() {
        DefinitionsRepository repository = DefinitionsRepository.open(bare());
        repository.seed(SmallCompany.files());
        return repository;
    }

    private static SortedMap<String, String> with(String path, String text) {
        SortedMap<String, String> files = new TreeMap<>(SmallCompany.files());
        files.put(path, text);
        return files;
    }

    /** As another process would. */
    private String commit(SortedMap<String, String> files) throws IOException {
        try (GitFiles git = GitFiles.open(bare())) {
            PersonIdent anna = new PersonIdent("Anna", "anna@example.org", Instant.EPOCH, ZoneOffset.UTC);
            return git.commit(files, Optional.of(git.head().orElseThrow().id()), anna, "change");
        }
    }
}
