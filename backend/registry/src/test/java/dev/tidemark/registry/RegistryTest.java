package dev.tidemark.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidemark.problems.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("engines")
class RegistryTest {

    private static final String V1 = record("{'name':'order_id','type':'string'}");
    private static final String V2 =
            record("{'name':'order_id','type':'string'},{'name':'channel','type':'string','default':'web'}");
    private static final DataSource SOURCE = RegistryDatabase.migrated(RegistryDatabase.source(), "199?");
    private static final Registry REGISTRY = RegistryDatabase.registry(SOURCE);
    private static final RegistrySettings SETTINGS = RegistryDatabase.settings(SOURCE);

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
        assertThat(elsewhere)
                .isEqualTo(new SchemaVersion(
                        other, 1, second.id(), second.guid(), second.content(), false, elsewhere.createdAt()));
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
        setLevel(subject, CompatibilityLevel.FORWARD);
        assertThat(REGISTRY.compatibility(subject, record("{'name':'channel','type':'string'}"))
                        .holds())
                .isFalse();
        setLevel(subject, CompatibilityLevel.NONE);
        assertThat(REGISTRY.compatibility(subject, record("{'name':'channel','type':'int'}"))
                        .holds())
                .isTrue();
        assertThat(REGISTRY.level(Subject.EVERYBODY)).isEqualTo(CompatibilityLevel.BACKWARD);
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
                .hasMessageContaining("amount")
                .hasMessageContaining("decimal");
        assertThatThrownBy(() -> REGISTRY.latest(new Subject("bad.one")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(RegistryProblem.UNKNOWN_SUBJECT));
    }

    @Test
    void whatComesFromTheDefinitionsKeepsItsMeaningWhateverTheLevel() {
        Subject subject = new Subject("meaning.order_placed");
        String amount = "{'name':'amount','type':{'type':'bytes','logicalType':'decimal','precision':9,'scale':%s}}";
        REGISTRY.register(subject, record(amount.formatted(2)));
        setLevel(subject, CompatibilityLevel.NONE);
        RegistrationRequest otherScale = RegistrationRequest.of(SchemaContent.avro(record(amount.formatted(4))));
        assertThatThrownBy(() -> REGISTRY.register(subject, otherScale)).hasMessageContaining("decimal of scale 2");
        assertThat(REGISTRY.register(new Subject("others.order_placed"), otherScale)
                        .version())
                .isEqualTo(1);
    }

    /** Four instances of the portal, each with its own connections, and sixteen senders that all start with the same schemas. */
    @Test
    void severalInstancesGiveOneIdPerSchemaAndVersionsWithoutGaps() throws Exception {
        DataSource source = RegistryDatabase.migrated(RegistryDatabase.source(), "199?");
        List<Registry> instances = Stream.generate(() -> RegistryDatabase.registry(source))
                .limit(4)
                .toList();
        Subject subject = new Subject("many.order_placed");
        List<Future<SchemaVersion>> answers = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 160; i++) {
                Registry registry = instances.get(i % 4);
                String schema = record(
                        "{'name':'order_id','type':'string'},{'name':'f" + i % 20 + "','type':'string','default':''}");
                answers.add(senders.submit(
                        () -> registry.register(subject, RegistrationRequest.of(SchemaContent.avro(schema)))));
            }
        }
        Set<SchemaVersion> distinct = new HashSet<>();
        for (Future<SchemaVersion> answer : answers) {
            distinct.add(answer.get());
        }
        assertThat(distinct).hasSize(20);
        assertThat(distinct.stream().map(SchemaVersion::id).sorted())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
        assertThat(instances.getFirst().versions(subject))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    /** Two changes that each fit the present version but not each other: one gets in, whatever the timing. */
    @Test
    void ofTwoRacingRequestsThatExcludeEachOtherOneGetsIn() throws Exception {
        DataSource source = RegistryDatabase.migrated(RegistryDatabase.source(), "199?");
        Registry one = RegistryDatabase.registry(source);
        Registry other = RegistryDatabase.registry(source);
        for (int run = 0; run < 20; run++) {
            Subject subject = new Subject("race" + run + ".order_placed");
            one.register(subject, RegistrationRequest.of(SchemaContent.avro(V1)));
            List<Future<Boolean>> answers = new ArrayList<>();
            try (ExecutorService senders = Executors.newFixedThreadPool(2)) {
                answers.add(senders.submit(() -> registers(one, subject, "int")));
                answers.add(senders.submit(() -> registers(other, subject, "string")));
            }
            assertThat(List.of(answers.getFirst().get(), answers.getLast().get()))
                    .containsExactlyInAnyOrder(true, false);
            assertThat(one.versions(subject)).containsExactly(1, 2);
        }
    }

    private static boolean registers(Registry registry, Subject subject, String type) {
        String field = "{'name':'x','type':'" + type + "','default':" + (type.equals("int") ? "0" : "''") + "}";
        try {
            registry.register(
                    subject,
                    RegistrationRequest.of(SchemaContent.avro(record("{'name':'order_id','type':'string'}," + field))));
            return true;
        } catch (ProblemException e) {
            assertThat(e.problem()).isEqualTo(RegistryProblem.INCOMPATIBLE_SCHEMA);
            return false;
        }
    }

    /** What the first version of the tables held is still the same schema after the migration. */
    @Test
    void theFirstSchemasKeepTheirIds() {
        DataSource source = RegistryDatabase.migrated(RegistryDatabase.source(), "100");
        JdbcClient jdbc = JdbcClient.create(source);
        String text = V1.replace(" ", "");
        jdbc.sql("INSERT INTO registry.schema (id, fingerprint, text) VALUES (7, 'old', ?)")
                .param(new org.apache.avro.Schema.Parser().parse(text).toString())
                .update();
        jdbc.sql("INSERT INTO registry.subject_version (subject, version, schema_id) VALUES ('old.order_placed', 1, 7)")
                .update();
        jdbc.sql("INSERT INTO registry.subject_level (subject, level) VALUES ('old.order_placed', 'FULL')")
                .update();
        Registry registry = RegistryDatabase.registry(RegistryDatabase.migrated(source, "199?"));
        Subject subject = new Subject("old.order_placed");
        assertThat(registry.level(subject)).isEqualTo(CompatibilityLevel.FULL);
        SchemaVersion version = registry.register(subject, V1);
        assertThat(version.id()).isEqualTo(7);
        assertThat(version.version()).isEqualTo(1);
        assertThat(registry.register(new Subject("new.order_placed"), V2).id()).isEqualTo(8);
        assertThat(registry.schemas(version.guid())).hasSize(1);
    }

    private static void setLevel(Subject subject, CompatibilityLevel level) {
        SETTINGS.change(subject, JsonNodeFactory.instance.objectNode().put("compatibilityLevel", level.name()));
    }

    static String record(String fields) {
        return ("{'type':'record','name':'order_placed','namespace':'orders','fields':[" + fields + "]}")
                .replace('\'', '"');
    }
}
