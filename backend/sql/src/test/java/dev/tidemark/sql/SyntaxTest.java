package dev.tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Parsers that are not ours read the golden SQL: Trino's own for Trino, and JSqlParser, which knows the dialects of the databases that no
 * test here can start. It is no engine: that it reads a query says that its parentheses, quotes and keywords are in order, and no more.
 */
class SyntaxTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    static List<Path> trino() throws IOException {
        return golden("trino", "trino_database");
    }

    static List<Path> clouds() throws IOException {
        return golden("redshift", "snowflake", "bigquery", "clickhouse");
    }

    private static List<Path> golden(String... flavors) throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> Stream.of(flavors)
                            .anyMatch(flavor -> file.toString().endsWith("." + flavor + ".sql")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("trino")
    void trinoReadsIt(Path file) throws IOException {
        assertThat(new SqlParser().createStatement(Files.readString(file))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void anotherParserReadsIt(Path file) throws IOException, JSQLParserException {
        // The parser knows no type within a type.
        String sql = Files.readString(file).replaceAll("Nullable\\((\\w+(?:\\([0-9, ]+\\))?)\\)", "$1");
        Statement read = parse(sql);
        assertThat(read).isInstanceOf(PlainSelect.class);
        assertThat(((PlainSelect) read).getLimit()).as("its limit").isNotNull();
    }

    private static Statement parse(String sql) throws JSQLParserException {
        return CCJSqlParserUtil.parse(sql, (CCJSqlParser parser) -> parser.withBackslashEscapeCharacter(true));
    }

    @Test
    void whatIsBrokenIsNotRead() {
        assertThatThrownBy(() -> parse("SELECT COUNT(* FROM t")).isInstanceOf(JSQLParserException.class);
        assertThatThrownBy(() -> new SqlParser().createStatement("SELECT COUNT(* FROM t"))
                .isInstanceOf(ParsingException.class);
    }
}
