package dev.tidemark.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.quarantine.internal.Returning;
import dev.tidemark.testbed.Mutation;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is written as a repair is read or refused with its faults, and what was read repairs any event without getting stuck at it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RepairFuzzTest {

    private static final int ROUNDS = 20_000;
    private static final int LONGEST = 100_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final List<String> REPAIRS = List.of("""
            [{"op": "rename", "at": "/properties/amt", "to": "amount"}, {"op": "cast", "at": "/properties/amount", "to": "decimal"}]""", """
            [{"op": "default", "at": "/properties/items/*/qty", "value": {"a": [1, 2]}}, {"op": "rename", "at": "/user", "to": "/properties/user_id"}]""", """
            [{"op": "cast", "at": "/properties/items/0/qty", "to": "number"}, {"op": "cast", "at": "/event_time", "to": "timestamp"}]""", """
            [{"op": "put", "at": "/properties/items/*", "value": null}, {"op": "drop", "at": "/properties/~1odd~0name"},
             {"op": "cast", "at": "/properties/gift", "to": "boolean"}, {"op": "cast", "at": "/properties/items/*/qty", "to": "text"}]""");

    private static final List<String> EVENTS = List.of("""
            {"event_id": "e-1", "type": "order_placed", "event_time": 1764160231, "user": "u-1",
             "properties": {"amt": 12.5e3, "items": [{"qty": "2"}, {"qty": 3.25}, {}], "gift": "yes", "/odd~name": [[]]}}""", """
            {"event_id": "e-2", "event_time": "2026-11-26 12:30:31", "properties": {"amt": "12,50 €", "amount": null, "items": {"0": {"qty": -1}}}}""");

    @Test
    void aRepairIsReadOrRefusedAndRepairsAnyEvent() {
        Random random = new Random(11);
        Mutation repairs = new Mutation(REPAIRS, random);
        Mutation events = new Mutation(EVENTS, random);
        int repaired = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Optional<Repair> repair =
                    read(random.nextInt(4) == 0 ? repairs.next() : REPAIRS.get(random.nextInt(REPAIRS.size())));
            if (repair.isPresent()) {
                repair(repair.get(), events.next());
                repaired++;
            }
        }
        assertThat(repaired).isGreaterThan(ROUNDS / 20);
    }

    private static Optional<Repair> read(String text) {
        JsonNode steps;
        try {
            steps = JSON.readTree(text);
        } catch (JsonProcessingException | NumberFormatException noJson) {
            return Optional.empty();
        }
        try {
            Repair repair = RepairDocument.read(steps);
            assertThat(RepairDocument.read(RepairDocument.write(repair))).isEqualTo(repair);
            return Optional.of(repair);
        } catch (ProblemException refused) {
            assertThat(refused.problem()).isEqualTo(QuarantineProblem.BAD_REPAIR);
            assertThat(refused.faults()).isNotEmpty();
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("It is neither read nor refused: " + text, e);
        }
    }

    private static void repair(Repair repair, String event) {
        try {
            assertThat(repair.of(Returning.json(event)).toString().length()).isLessThan(LONGEST);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(RepairDocument.write(repair) + " fails of " + event, e);
        }
    }
}
