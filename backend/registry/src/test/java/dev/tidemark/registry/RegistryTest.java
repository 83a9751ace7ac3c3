package dev.tidemark.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engines")
class RegistryTest {

    private static final String V1 = record("{'name':'order_id','type':'string'}");
    private static final String V2 =
            record("{'name':'order_id','type':'string'},{'name':'channel','type':'string','default':'web'}");
    private static final Registry REGISTRY = RegistryDatabase.registry();

    @Test
    void registeringTwiceIsTheSameVersionAndWhiteSpaceDoesNotMatter() {
        Subject subject = new Subject("twice.order_placed");
        SchemaVersion first = REGISTRY.register(subject, V1);
        assertThat(REGISTRY.register(subject, V1.replace(",", " ,\n "))).isEqualTo(first);
        assertThat(first.version()).isEqualTo(1);
        assertThat(REGISTRY.versions(subject)).containsExactly(1);
    }

    @Test
    void versionsCountUpAndEqualSchemasOfSeveralSubjectsShareTheirId() {
        Subject one = new Subject("ids.one");
        Subject other = new Subject("ids.other");
        SchemaVersion first = REGISTRY.register(one, V1);
        SchemaVersion second = REGISTRY.register(one, V2);
        SchemaVersion elsewhere = REGISTRY.register(other, V2);
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(elsewhere).isEqualTo(new SchemaVersion(other, 1, second.id(), second.schema()));
        assertThat(REGISTRY.latest(one)).isEqualTo(second);
        assertThat(REGISTRY.version(one, 1)).isEqualTo(first);
        assertThat(REGISTRY.byId(second.id())).isEqualTo(second.schema());
        assertThat(REGISTRY.usesOf(second.id())).contains(second, elsewhere);
        assertThat(REGISTRY.subjects()).contains(one, other);
    }

    @Test
    void aChangeThatBreaksReadersIsRefusedWithWhatBreaks() {
        Subject subject = new Subject("breaks.order_placed");
        REGISTRY.register(subject, V1);
        assertThatThrownBy(() -> REGISTRY.register(
                        subject, record("{'name':'order_id','type':'string'},{'name':'channel','type':'string'}")))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.problem()).isEqualTo(RegistryProblem.INCOMPATIBLE_SCHEMA);
                    assertThat(problem.detail()).contains("BACKWARD", "channel", "version 1");
                });
        assertThat(REGISTRY.versions(subject)).containsExactly(1);
    }

    @Test
    void theLevelDecidesWhatBreaks() {
        Subject subject = new Subject("level.order_placed");
        REGISTRY.register(subject, V2);
        assertThat(REGISTRY.compatibility(subject, V1).holds()).isTrue();
        REGISTRY.setLevel(subject, CompatibilityLevel.FORWARD);
        assertThat(REGISTRY.compatibility(subject, record("{'name':'channel','type':'string'}"))
                        .holds())
                .isFalse();
        REGISTRY.setLevel(subject, CompatibilityLevel.NONE);
        assertThat(REGISTRY.compatibility(subject, record("{'name':'channel','type':'int'}"))
                        .holds())
                .isTrue();
        assertThat(REGISTRY.globalLevel()).isEqualTo(CompatibilityLevel.BACKWARD);
    }

    @Test
    void anInvalidSchemaSaysWhatIsWrong() {
        assertThatThrownBy(() -> REGISTRY.register(new Subject("bad.one"), "{'type':'recrod'}".replace('\'', '"')))
                .hasMessageContaining("not one that Avro knows");
        assertThatThrownBy(
                        () -> REGISTRY.register(
                                new Subject("bad.two"),
                                record(
                                        "{'name':'amount','type':{'type':'bytes','logicalType':'decimal','precision':2,'scale':4}}")))
                .hasMessageContaining("/amount")
                .hasMessageContaining("decimal");
        assertThatThrownBy(() -> REGISTRY.latest(new Subject("bad.one")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(RegistryProblem.UNKNOWN_SUBJECT));
    }

    @Test
    void manyAtOnceGetOneIdPerSchemaAndVersionsWithoutGaps() throws Exception {
        Subject subject = new Subject("many.order_placed");
        List<Future<SchemaVersion>> answers = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 64; i++) {
                String schema = record(
                        "{'name':'order_id','type':'string'},{'name':'f" + i % 16 + "','type':'string','default':''}");
                answers.add(senders.submit(() -> REGISTRY.register(subject, schema)));
            }
        }
        Set<SchemaVersion> distinct = new HashSet<>();
        for (Future<SchemaVersion> answer : answers) {
            distinct.add(answer.get());
        }
        assertThat(distinct).hasSize(16);
        assertThat(distinct.stream().map(SchemaVersion::id).distinct()).hasSize(16);
        assertThat(REGISTRY.versions(subject)).hasSize(16).startsWith(1).endsWith(16);
    }

    static String record(String fields) {
        return ("{'type':'record','name':'order_placed','namespace':'orders','fields':[" + fields + "]}")
                .replace('\'', '"');
    }
}
