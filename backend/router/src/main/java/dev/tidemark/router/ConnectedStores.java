package dev.tidemark.router;

import dev.tidemark.stores.Store;
import java.util.List;
import java.util.function.Supplier;

/** The stores that people have connected, as they are now. */
@FunctionalInterface
public interface ConnectedStores extends Supplier<List<Store>> {}
