package dev.tidemark.router.internal;

import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import java.util.HashMap;
import java.util.Map;

/** Tables as they were when a question was first asked of them, so that all its parts meet at the same boundaries. */
final class States {

    private record Key(StoreName store, TableName table) {}

    private final Map<Key, TableState> known = new HashMap<>();

    TableState of(Store store, String table) {
        TableName name = TableName.parse(table);
        Key key = new Key(store.name(), name);
        TableState state = known.get(key);
        if (state == null) {
            state = store.state(name);
            known.put(key, state);
        }
        return state;
    }
}
