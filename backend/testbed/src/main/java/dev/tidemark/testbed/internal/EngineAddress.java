package dev.tidemark.testbed.internal;

import java.net.URI;

/** Where an engine listens. */
public record EngineAddress(String host, int port) {

    static EngineAddress local(int port) {
        return new EngineAddress("127.0.0.1", port);
    }

    public String hostAndPort() {
        return host + ":" + port;
    }

    public URI http() {
        return URI.create("http://" + hostAndPort());
    }
}
