package dev.tidemark.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.definitions.internal.FileReader;
import dev.tidemark.definitions.internal.FileReader.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The definitions that ship with a release hold together. */
class DemoCompanyTest {

    private static final Path WORKSPACES = Path.of("../../metrics-catalog/src/main/resources/workspaces");

    @Test
    void holds_together() throws IOException {
        assertThat(FileReader.read(files()))
                .isInstanceOfSatisfying(
                        Outcome.Good.class,
                        good -> assertThat(good.workspaces().stream().map(Workspace::name))
                                .containsExactly("retail", "storefront"));
    }

    @Test
    void an_order_needs_no_more_than_its_id_amount_currency_and_country() throws IOException {
        String avsc = files().get("storefront/events/orders/order_placed.avsc");
        List<String> needed = new Schema.Parser()
                .parse(avsc).getFields().stream()
                        .filter(field -> !field.hasDefaultValue())
                        .map(Schema.Field::name)
                        .toList();
        assertThat(needed).containsExactly("order_id", "amount", "currency", "country");
    }

    static TreeMap<String, String> files() throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(WORKSPACES)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(WORKSPACES.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }
}
