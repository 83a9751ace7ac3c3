package dev.tidemark.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.quarantine.internal.Returning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepairTest {

    private static String repaired(String event, String steps) {
        return RepairDocument.read(steps.replace('\'', '"'))
                .of(Returning.json(event.replace('\'', '"')))
                .toString()
                .replace('"', '\'');
    }

    @Test
    void aMemberIsRenamedBesideOrMovedElsewhere() {
        assertThat(repaired("{'p':{'amt':1}}", "[{'op':'rename','at':'/p/amt','to':'amount'}]"))
                .isEqualTo("{'p':{'amount':1}}");
        assertThat(repaired("{'p':{'user':'u'}}", "[{'op':'rename','at':'/p/user','to':'/user_id'}]"))
                .isEqualTo("{'p':{},'user_id':'u'}");
    }

    @Test
    void aRenameNeverOverwrites() {
        assertThat(repaired("{'a':1,'b':2}", "[{'op':'rename','at':'/a','to':'b'}]"))
                .isEqualTo("{'a':1,'b':2}");
    }

    @Test
    void aStarStandsForEveryItem() {
        String items = "{'items':[{'qty':'1'},{'qty':'2'},{}]}";
        assertThat(repaired(
                        items,
                        "[{'op':'cast','at':'/items/*/qty','to':'number'},"
                                + "{'op':'rename','at':'/items/*/qty','to':'quantity'},"
                                + "{'op':'default','at':'/items/*/quantity','value':0}]"))
                .isEqualTo("{'items':[{'quantity':1},{'quantity':2},{'quantity':0}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'12.5'|number|12.5",
                "'12'|number|12",
                "'1e3'|number|'1e3'",
                "'0.1000000000000000000001'|number|0.1000000000000000000001",
                "12.50|decimal|'12.50'",
                "1e2|decimal|'100'",
                "1e999999999|decimal|1E+999999999",
                "1e-999999999|decimal|1E-999999999",
                "'12,50 €'|decimal|'12.50'",
                "'GBP 1,204.50'|decimal|'1204.50'",
                "'1,204'|decimal|'1,204'",
                "'twelve'|decimal|'twelve'",
                "17|text|'17'",
                "'YES'|boolean|true",
                "0|boolean|false",
                "'maybe'|boolean|'maybe'",
                "1764160231|timestamp|'2025-11-26T12:30:31Z'",
                "1764160231123|timestamp|'2025-11-26T12:30:31.123Z'",
                "'2026-11-26 12:30:31'|timestamp|'2026-11-26T12:30:31Z'",
                "'2026-11-26'|timestamp|'2026-11-26T00:00:00Z'",
                "'2026-13-26'|timestamp|'2026-13-26'",
                "null|text|null",
            })
    void aValueIsCastWhereThatIsNoGuess(String from, String to, String expected) {
        assertThat(repaired("{'v':" + from + "}", "[{'op':'cast','at':'/v','to':'" + to + "'}]"))
                .isEqualTo("{'v':" + expected + "}");
    }

    @Test
    void aDefaultFillsWhatIsMissingOrNullAndPutReplaces() {
        assertThat(
                        repaired(
                                "{'a':null,'c':1}",
                                "[{'op':'default','at':'/a','value':'x'},"
                                        + "{'op':'default','at':'/b','value':{'deep':[1]}},{'op':'default','at':'/c','value':2},"
                                        + "{'op':'put','at':'/d','value':true},{'op':'drop','at':'/c'},{'op':'drop','at':'/nowhere/else'}]"))
                .isEqualTo("{'a':'x','b':{'deep':[1]},'d':true}");
    }

    @Test
    void aRepairLeavesItsInputAlone() {
        var event = Returning.json("{\"a\":1}");
        RepairDocument.read("[{\"op\":\"drop\",\"at\":\"/a\"}]").of(event);
        assertThat(event.toString()).isEqualTo("{\"a\":1}");
    }

    @Test
    void everyWrongStepIsNamed() {
        assertThatThrownBy(() -> RepairDocument.read("""
                        [{"op": "rename", "at": "amount", "to": "x"}, {"op": "cast", "at": "/a", "to": "money"},
                         {"op": "explode", "at": "/a"}, {"op": "default", "at": "/a"}, {"op": "drop", "at": "/a"},
                         {"op": "rename", "at": "/items/*/a", "to": "/b"}, 17]""")).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(QuarantineProblem.BAD_REPAIR);
            assertThat(e.faults())
                    .extracting(Fault::pointer)
                    .containsExactly("/steps/0", "/steps/1", "/steps/2", "/steps/3", "/steps/5", "/steps/6");
        });
    }

    @Test
    void aRepairIsWrittenAsItIsRead() {
        String steps = "[{'op':'rename','at':'/a~1b/*/c','to':'/a~1b/*/d'},{'op':'cast','at':'/a','to':'timestamp'},"
                + "{'op':'default','at':'/b','value':1.50},{'op':'put','at':'/c','value':null},{'op':'drop','at':'/d'}]";
        Repair repair = RepairDocument.read(steps.replace('\'', '"'));
        assertThat(RepairDocument.read(RepairDocument.write(repair))).isEqualTo(repair);
    }
}
