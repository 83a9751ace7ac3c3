package dev.tidemark.demo.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.demo.collector.Collector;
import dev.tidemark.demo.collector.Event;
import dev.tidemark.demo.collector.FakeCollector;
import dev.tidemark.events.JsonToAvro;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetailImportTest {

    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path SAMPLE = RESOURCES.resolve("online-retail-sample.csv");
    private static final Path SAMPLE_FACTS = RESOURCES.resolve("online-retail-sample-facts.csv");
    private static final Path SCHEMA =
            Path.of("../../metrics-catalog/src/main/resources/workspaces/retail/events/retail/order_line.avsc");
    private static final Path REAL = Path.of(System.getProperty(
            "tidemark.retail.csv", "../../../shared/data/online-retail/online_retail_2010-12-week1.csv"));

    @TempDir
    Path folder;

    /** The committed sample is what its generator makes; {@code -Dgolden.update=true} writes it anew. */
    @BeforeEach
    void sampleIsCurrent() throws IOException {
        RetailSample sample = new RetailSample();
        String csv = sample.csv();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(SAMPLE, csv);
            Files.writeString(SAMPLE_FACTS, sample.facts());
        }
        assertThat(Files.readString(SAMPLE)).isEqualTo(csv);
        assertThat(Files.readString(SAMPLE_FACTS)).isEqualTo(sample.facts());
    }

    @Test
    void the_events_of_the_sample_agree_with_what_its_generator_counted() throws IOException {
        RetailFile file = RetailFile.read(SAMPLE);
        assertThat(Facts.of(RetailImport.events(file, 0))).isEqualTo(Files.readAllLines(SAMPLE_FACTS));
        assertThat(file.unread())
                .containsExactly(
                        new RetailFile.Unread(file.lines().size() + 2L, "1 of 8 columns (“600”): the line is cut off"));
    }

    @Test
    void the_events_of_the_real_week_agree_with_its_published_facts() throws IOException {
        assumeTrue(Files.exists(REAL), "the real file is not here");
        RetailFile file = RetailFile.read(REAL);
        assertThat(Facts.of(RetailImport.events(file, 0)))
                .containsExactly(
                        "day,lines,orders,revenue,cancelled,customers",
                        "2010-12-01,3108,137,58960.79,-325.23,98",
                        "2010-12-02,2109,144,47748.38,-1541.10,117",
                        "2010-12-03,2202,101,46943.71,-1323.25,55",
                        "2010-12-05,2725,88,31774.95,-391.00,76",
                        "2010-12-06,3878,115,54830.46,-970.28,90",
                        "2010-12-07,572,44,17895.99,-623.65,38",
                        "all,14594,629,258154.28,-5174.51,425");
        assertThat(file.unread())
                .containsExactly(new RetailFile.Unread(14_596, "1 of 8 columns (“537”): the line is cut off"));
    }

    @Test
    void every_line_fits_the_schema() throws IOException {
        JsonToAvro schema = JsonToAvro.of(new Schema.Parser().parse(Files.readString(SCHEMA)));
        ObjectMapper json = new ObjectMapper();
        Path file = Files.exists(REAL) ? REAL : SAMPLE;
        for (Event event : RetailImport.events(RetailFile.read(file), 0)) {
            assertThat(schema.convert(json.valueToTree(event.properties())))
                    .isInstanceOf(JsonToAvro.Conversion.Fits.class);
        }
    }

    @Test
    void importing_twice_sends_the_same_identities_and_says_which_line_is_missing() throws Exception {
        RetailFile file = RetailFile.read(SAMPLE);
        try (FakeCollector fake = new FakeCollector()) {
            Collector collector = new Collector(fake.address(), source -> Optional.of("key"), Duration.ofSeconds(20));
            RetailImport.Report first = RetailImport.send(file, 0, collector);
            RetailImport.send(file, 0, collector);
            assertThat(first.complete()).isTrue();
            assertThat(first.text().getLast())
                    .isEqualTo("line %d: 1 of 8 columns (“600”): the line is cut off; not sent, not counted"
                            .formatted(file.lines().size() + 2));
            assertThat(fake.acceptedIds()).hasSize(2 * file.lines().size());
            assertThat(new HashSet<>(fake.acceptedIds()))
                    .hasSize(file.lines().size())
                    .contains("online-retail-sample:2");
        }
    }

    @Test
    void shifted_lines_keep_their_time_of_day_across_the_change_to_summer_time() throws IOException {
        RetailFile file = RetailFile.read(SAMPLE);
        long days = RetailImport.daysUntil(file, LocalDate.of(2011, 11, 24));
        List<String> recorded = Facts.of(RetailImport.events(file, 0));
        List<String> shifted = Facts.of(RetailImport.events(file, days));
        assertThat(days).isEqualTo(241);
        assertThat(shifted.get(shifted.size() - 2)).startsWith("2011-11-24,");
        assertThat(withoutDay(shifted)).isEqualTo(withoutDay(recorded));
        assertThat(RetailImport.events(file, days).getFirst().id()).isEqualTo("online-retail-sample+241d:2");
    }

    @Test
    void a_time_is_the_shops_local_time() throws IOException {
        assertThat(single("536365,A,x,6,7/1/11 8:26,2.5,17850,France").time())
                .isEqualTo(Instant.parse("2011-07-01T07:26:00Z"));
        assertThat(single("536365,A,x,6,12/1/10 8:26,2.5,17850,France").time())
                .isEqualTo(Instant.parse("2010-12-01T08:26:00Z"));
    }

    @Test
    void a_line_that_is_none_is_named_with_its_reason() throws IOException {
        RetailFile file = written("""
                1,A,x,six,12/1/10 8:26,2.55,17850,France
                1,A,x,6,1.12.2010,2.55,17850,France
                1,A,x,6,12/1/10 8:26,2.555,17850,France
                1,A,"two
                lines",6,12/1/10 8:26,2.55,17850,France
                1,A,x,6,12/1/10 8:26,2.55,17850,
                1,A,"never closed,6
                """);
        assertThat(file.unread().stream().map(unread -> unread.line() + " " + unread.reason()))
                .containsExactly(
                        "2 Quantity is “six”, no whole number",
                        "3 InvoiceDate is “1.12.2010”, no time such as 12/1/10 8:26",
                        "4 UnitPrice is “2.555”, more exact than a penny",
                        "7 Country is empty",
                        "8 a quoted text is not closed before the file ends");
        assertThat(file.lines()).singleElement().extracting(OrderLine::line).isEqualTo(5L);
    }

    @Test
    void a_file_with_other_columns_is_refused_as_a_whole() throws IOException {
        Path other = folder.resolve("other.csv");
        Files.writeString(other, "a,b\n1,2\n");
        assertThatThrownBy(() -> RetailFile.read(other))
                .hasMessageContaining("Line 1 must name the columns InvoiceNo,");
    }

    private Event single(String line) throws IOException {
        return RetailImport.events(written(line + "\n"), 0).getFirst();
    }

    private RetailFile written(String lines) throws IOException {
        Path path = folder.resolve("written.csv");
        Files.writeString(path, String.join(",", RetailFile.COLUMNS) + "\n" + lines);
        return RetailFile.read(path);
    }

    private static List<String> withoutDay(List<String> facts) {
        return facts.stream().map(row -> row.substring(row.indexOf(','))).toList();
    }
}
