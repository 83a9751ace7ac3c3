package dev.tidemark.collector.internal.http;

import dev.tidemark.collector.internal.protocol.Segment;
import java.util.Arrays;
import java.util.Optional;

/** Where events come in. */
enum Door {
    EVENTS("/v1/events", "POST"),
    BATCH("/v1/batch", "POST"),
    /** What pages send while they are being left; the key is in the query, because such requests take no header. */
    BEACON("/v1/beacon", "POST"),
    /** An event in the address of a picture, for mails and pages without scripts. */
    PIXEL("/v1/pixel.gif", "GET"),
    /** The paths of Segment's tracking API, but for its batch, which shares ours. */
    SEGMENT("/v1/segment", "POST");

    private final String path;
    private final String method;

    Door(String path, String method) {
        this.path = path;
        this.method = method;
    }

    static Optional<Door> at(String path) {
        return Arrays.stream(values())
                .filter(door -> door != SEGMENT && (door.path.equals(path) || path.equals(door.path + '/')))
                .findFirst()
                .or(() -> Segment.call(path).map(call -> SEGMENT));
    }

    /** As measurements name it. */
    String path() {
        return path;
    }

    String method() {
        return method;
    }
}
