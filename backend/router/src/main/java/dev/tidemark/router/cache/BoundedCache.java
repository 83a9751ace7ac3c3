package dev.tidemark.router.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Values by key, the least recently used given up when they take more memory than allowed. Thread-safe.
 *
 * @param <K> with value equality
 */
public final class BoundedCache<K, V> {

    /** A value that takes a larger share than this would push out too many others. */
    private static final int LARGEST_SHARE = 8;

    private final long mostBytes;
    private final ToLongFunction<V> bytesOf;
    private final Map<K, V> values = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    /**
     * @param mostBytes of all values together; 0 keeps nothing
     * @param bytesOf a value, roughly; always the same for the same value
     */
    public BoundedCache(long mostBytes, ToLongFunction<V> bytesOf) {
        this.mostBytes = mostBytes;
        this.bytesOf = bytesOf;
    }

    public synchronized Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key));
    }

    public synchronized void keep(K key, V value) {
        long more = bytesOf.applyAsLong(value);
        if (more > mostBytes / LARGEST_SHARE) {
            return;
        }
        V old = values.put(key, value);
        bytes += more - (old == null ? 0 : bytesOf.applyAsLong(old));
        var eldest = values.entrySet().iterator();
        while (bytes > mostBytes && eldest.hasNext()) {
            bytes -= bytesOf.applyAsLong(eldest.next().getValue());
            eldest.remove();
        }
    }

    public synchronized long bytes() {
        return bytes;
    }
}
