package dev.tidemark.stores.pinot.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pinot's answers as ours. A partial answer is a problem, never an answer; Pinot's stack traces end here. */
public final class Answers {

    private static final String STORE = StoreName.REALTIME.word();
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSS][.SS][.S]");

    /** Where no segment has a result, Pinot 0.11 trips over that and says nothing of the reason. */
    private static final String NO_SEGMENT = "errorCode:450";

    private static final Pattern VALUES =
            Pattern.compile("NumberFormatException|BadQueryRequestException|Cannot apply|Cannot cast|Cannot convert");

    private Answers() {}

    public static StoreAnswer of(StoreQuery query, JsonNode body, Duration elapsed) {
        refuseProblems(query, body);
        List<String> items = SelectItems.of(query.sql());
        JsonNode schema = body.path("resultTable").path("dataSchema");
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < schema.path("columnNames").size(); i++) {
            String item = i < items.size() ? items.get(i) : "";
            columns.add(new Column(
                    schema.path("columnNames").path(i).asText(),
                    type(schema.path("columnDataTypes").path(i).asText(), item)));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (JsonNode row : body.path("resultTable").path("rows")) {
            rows.add(row(columns, row));
        }
        if (rows.size() > query.maxRows() || body.path("numGroupsLimitReached").asBoolean()) {
            throw new ProblemException(StoreProblem.TOO_MANY_ROWS, STORE, query.maxRows());
        }
        long scanned = body.path("numDocsScanned").asLong();
        long entries = body.path("numEntriesScannedInFilter").asLong()
                + body.path("numEntriesScannedPostFilter").asLong();
        return new StoreAnswer(columns, rows, scanned, entries * Long.BYTES, elapsed);
    }

    /** What an aggregate means is in the query, not in the type Pinot gives it. */
    private static ColumnType type(String pinot, String item) {
        if (item.startsWith("sumprecision(")) {
            return ColumnType.DECIMAL;
        }
        if (item.startsWith("datetrunc(")) {
            return ColumnType.TIMESTAMP;
        }
        return PinotTypes.columnType(pinot);
    }

    private static void refuseProblems(StoreQuery query, JsonNode body) {
        for (JsonNode exception : body.path("exceptions")) {
            throw problem(
                    query,
                    exception.path("errorCode").asInt(),
                    exception.path("message").asText());
        }
        if (body.path("numServersResponded").asInt()
                < body.path("numServersQueried").asInt()) {
            throw PinotHttp.away("a server did not answer", new IllegalStateException("partial answer"));
        }
        if (!body.has("resultTable")) {
            throw PinotHttp.away("the broker gave no answer", new IllegalStateException("no result table"));
        }
    }

    private static ProblemException problem(StoreQuery query, int code, String message) {
        String table =
                query.tables().isEmpty() ? "?" : query.tables().get(0).table().toString();
        String line = oneLine(message);
        RuntimeException cause = new IllegalStateException("Pinot error " + code + ": " + message);
        return switch (code) {
            case 190 -> new ProblemException(StoreProblem.UNKNOWN_TABLE, STORE, table).because(cause);
            case 710 -> new ProblemException(StoreProblem.UNKNOWN_COLUMN, STORE, line).because(cause);
            case 250, 400 -> new ProblemException(StoreProblem.STORE_TIMEOUT, STORE, query.timeout()).because(cause);
            case 429 -> new ProblemException(StoreProblem.STORE_BUSY, STORE, "query", query.timeout()).because(cause);
            case 150, 200 ->
                message.contains(NO_SEGMENT)
                        ? PinotHttp.away("it failed in every segment, and only its log says why", cause)
                        : new ProblemException(
                                        VALUES.matcher(message).find()
                                                ? StoreProblem.VALUES_DO_NOT_FIT
                                                : StoreProblem.INVALID_STORE_QUERY,
                                        STORE,
                                        line)
                                .because(cause);
            default -> PinotHttp.away("error " + code, cause);
        };
    }

    /** The sentence in front of the stack trace, without the names of classes. */
    private static String oneLine(String message) {
        for (String line : message.lines().toList()) {
            int colon = line.lastIndexOf("Exception: ");
            if (colon >= 0) {
                return line.substring(colon + "Exception: ".length());
            }
        }
        return message.lines().findFirst().orElse("no reason given");
    }

    private static List<@Nullable Object> row(List<Column> columns, JsonNode row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            values.add(value(columns.get(i).type(), row.path(i)));
        }
        return values;
    }

    static @Nullable Object value(ColumnType type, JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        return switch (type) {
            case STRING, DATE -> value.asText().equals(PinotTypes.NO_TEXT) ? null : value.asText();
            case LONG -> value.asLong() == Long.MIN_VALUE ? null : value.asLong();
            case DECIMAL -> new BigDecimal(value.asText());
            case DOUBLE -> value.isNumber() ? (Object) value.asDouble() : notFinite();
            case BOOLEAN -> value.asBoolean();
            case TIMESTAMP -> instant(value);
        };
    }

    /** Over no rows, min and max are infinite. */
    private static @Nullable Object notFinite() {
        return null;
    }

    private static Instant instant(JsonNode value) {
        return value.isNumber()
                ? Instant.ofEpochMilli(value.asLong())
                : LocalDateTime.parse(value.asText(), TIMESTAMP.withLocale(Locale.ROOT))
                        .toInstant(ZoneOffset.UTC);
    }
}
