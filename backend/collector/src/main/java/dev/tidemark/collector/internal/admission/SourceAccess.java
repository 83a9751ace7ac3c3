package dev.tidemark.collector.internal.admission;

import dev.tidemark.events.CollectionConfig;

/** A source that has shown its key: what it may do, and how much of that is left this second. */
public record SourceAccess(CollectionConfig.Source source, TokenBucket bucket) {

    public boolean permissive() {
        return source.mode() == CollectionConfig.Mode.PERMISSIVE;
    }

    /** Takes so many events from what the source may send. Seconds it has to wait, 0 when it may go on. */
    public long admit(int events) {
        return bucket.take(events, System.nanoTime());
    }
}
