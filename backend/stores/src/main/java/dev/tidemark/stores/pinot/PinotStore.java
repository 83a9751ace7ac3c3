package dev.tidemark.stores.pinot;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import dev.tidemark.stores.TableUse;
import dev.tidemark.stores.pinot.internal.Answers;
import dev.tidemark.stores.pinot.internal.Literals;
import dev.tidemark.stores.pinot.internal.PinotHttp;
import dev.tidemark.stores.pinot.internal.TableStates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The real-time store on Apache Pinot. An interrupt ends the wait; Pinot itself ends the query at its timeout. */
public final class PinotStore implements Store {

    private static final Duration STATE_AGE = Duration.ofMillis(500);

    private final PinotSettings settings;
    private final Clock clock;
    private final PinotHttp http = new PinotHttp();
    private final TableStates states;
    private final Map<TableName, Known> known = new ConcurrentHashMap<>();

    private final Map<TableName, CompletableFuture<TableState>> asking = new ConcurrentHashMap<>();

    private record Known(TableState state, Instant at) {}

    public PinotStore(PinotSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.states = new TableStates(settings, http);
    }

    @Override
    public StoreName name() {
        return StoreName.REALTIME;
    }

    @Override
    public String engine() {
        return "pinot";
    }

    @Override
    public SqlFlavor flavor() {
        return SqlFlavor.PINOT;
    }

    @Override
    public TableState state(TableName table) {
        return recent(table).orElseGet(() -> together(table));
    }

    /** Who comes while another asks takes what that one is told; when that one fails, it asks itself. */
    private TableState together(TableName table) {
        CompletableFuture<TableState> own = new CompletableFuture<>();
        CompletableFuture<TableState> other = asking.putIfAbsent(table, own);
        if (other != null) {
            return landed(other).orElseGet(() -> asked(table));
        }
        try {
            TableState state = asked(table);
            own.complete(state);
            return state;
        } finally {
            asking.remove(table, own);
            own.cancel(false); // of no effect when it was told
        }
    }

    private static Optional<TableState> landed(CompletableFuture<TableState> other) {
        try {
            return Optional.of(other.join());
        } catch (CancellationException e) {
            return Optional.empty();
        }
    }

    private Optional<TableState> recent(TableName table) {
        Instant now = clock.instant();
        return Optional.ofNullable(known.get(table))
                .filter(last -> last.at().plus(STATE_AGE).isAfter(now))
                .map(Known::state);
    }

    private TableState asked(TableName table) {
        Instant now = clock.instant();
        TableState state = states.ask(table, now);
        known.put(table, new Known(state, now));
        return state;
    }

    @Override
    public StoreAnswer query(StoreQuery query) {
        refusePinned(query);
        long start = System.nanoTime();
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("sql", literal(query))
                .put("queryOptions", "timeoutMs=" + query.timeout().toMillis() + ";numGroupsLimit=1000000");
        PinotHttp.Answer answer = http.post(
                settings.broker().resolve("/query/sql"),
                request,
                query.timeout().plusSeconds(1));
        return Answers.of(query, answer.body(), Duration.ofNanos(System.nanoTime() - start));
    }

    /** Pinot shows a table as it is now and in no other state. */
    private static void refusePinned(StoreQuery query) {
        for (TableUse use : query.tables()) {
            use.snapshot().ifPresent(id -> {
                throw new ProblemException(StoreProblem.UNKNOWN_SNAPSHOT, use.table(), id);
            });
        }
    }

    private static String literal(StoreQuery query) {
        try {
            return Literals.fill(query.sql(), query.parameters());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                            StoreProblem.INVALID_STORE_QUERY, StoreName.REALTIME.word(), String.valueOf(e.getMessage()))
                    .because(e);
        }
    }

    @Override
    public void close() {
        known.clear();
    }
}
