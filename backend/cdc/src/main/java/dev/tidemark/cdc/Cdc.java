package dev.tidemark.cdc;

import dev.tidemark.cdc.internal.capture.Capture;
import dev.tidemark.cdc.internal.capture.CaptureStatus;
import dev.tidemark.cdc.internal.configuration.CaptureFeed;
import dev.tidemark.cdc.internal.http.StatusDoor;
import dev.tidemark.events.CaptureConfig;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All captures that the portal asks for, each on a thread of its own. Thread-safe. */
public final class Cdc implements AutoCloseable {

    private final CdcSettings settings;
    private final InstantSource clock;
    private final CaptureFeed feed;
    private final StatusDoor door;
    private final Map<String, Capture> captures = new TreeMap<>();

    private Cdc(CdcSettings settings, InstantSource clock) throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.feed = new CaptureFeed(settings.portal(), settings.tokenFile(), this::capture);
        this.door = new StatusDoor(settings.bind(), settings.port(), this::statuses, feed::trouble);
    }

    /**
     * Answers questions about its health as soon as it returns; captures begin when the portal has said which.
     *
     * @throws IOException when the port is taken
     */
    public static Cdc start(CdcSettings settings, InstantSource clock) throws IOException {
        Cdc cdc = new Cdc(settings, clock);
        cdc.door.start();
        cdc.feed.start();
        return cdc;
    }

    /** Ends captures that are no longer wanted or wanted otherwise, and begins those that are. */
    private synchronized void capture(CaptureConfig config) {
        Map<String, CaptureConfig.Database> wanted = new TreeMap<>();
        config.databases().forEach(database -> wanted.put(database.workspace() + "/" + database.name(), database));
        List.copyOf(captures.keySet()).forEach(name -> {
            Capture running = captures.get(name);
            if (running != null && !running.source().equals(wanted.get(name))) {
                running.close();
                captures.remove(name);
            }
        });
        wanted.forEach((name, database) -> captures.computeIfAbsent(name, any -> {
            Capture capture = new Capture(database, settings, clock);
            capture.start();
            return capture;
        }));
    }

    private synchronized List<CaptureStatus> statuses() {
        List<CaptureStatus> statuses = new ArrayList<>();
        captures.values().forEach(capture -> statuses.add(capture.status()));
        return statuses;
    }

    public int port() {
        return door.port();
    }

    @Override
    public void close() {
        feed.close();
        synchronized (this) {
            captures.values().forEach(Capture::close);
            captures.clear();
        }
        door.close();
    }
}
