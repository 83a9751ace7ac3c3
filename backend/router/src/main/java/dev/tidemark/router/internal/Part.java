package dev.tidemark.router.internal;

import dev.tidemark.catalog.Binding;
import dev.tidemark.router.TimeSpan;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.TableState;

/** A binding's table as it is now, and the part of the time range that is asked of it. */
record Part(Binding binding, Store store, TableState state, TimeSpan span) {

    String label() {
        return store.name().word() + " " + binding.table();
    }

    Part over(TimeSpan other) {
        return new Part(binding, store, state, other);
    }
}
