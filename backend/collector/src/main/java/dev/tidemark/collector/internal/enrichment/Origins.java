package dev.tidemark.collector.internal.enrichment;

import dev.tidemark.collector.CollectorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works out where requests come from. Safe for many threads. */
public final class Origins implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Origins.class);

    private final CollectorSettings.KeptAddress kept;
    private final List<Cidr> proxies;
    private final Places places;

    private Origins(CollectorSettings.KeptAddress kept, List<Cidr> proxies, Places places) {
        this.kept = kept;
        this.proxies = proxies;
        this.places = places;
    }

    /**
     * A file of places that cannot be used is told in the log, and events go without: taking them in matters more.
     *
     * @throws IllegalArgumentException when a proxy is no network
     */
    public static Origins of(CollectorSettings.Enrichment settings) {
        return new Origins(
                settings.keptAddress(),
                settings.proxies().stream().map(Cidr::of).toList(),
                settings.places().map(Origins::places).orElse(Places.NONE));
    }

    private static Places places(Path file) {
        try {
            Places places = Places.in(file);
            LOG.info("Countries come from {}", file);
            return places;
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("No event gets a country: {} cannot be used ({})", file, e.toString());
            return Places.NONE;
        }
    }

    /** Whether there is anything that knows places. */
    public boolean knowsPlaces() {
        return places != Places.NONE;
    }

    /**
     * @param peer the address at the other end of the connection
     * @param forwarded what proxies say of whom they speak for, nearest last; believed from the listed ones only
     */
    public Origin of(@Nullable String peer, @Nullable String forwarded, @Nullable String userAgent) {
        Optional<InetAddress> address = peer == null ? Optional.empty() : sender(peer, forwarded);
        Optional<Place> place = address.flatMap(places::of);
        String agent = userAgent == null || userAgent.isBlank() ? null : shortened(userAgent);
        return new Origin(
                address.map(known -> Addresses.kept(known, kept)).orElse(null),
                place.map(Place::country).orElse(null),
                place.map(Place::region).orElse(null),
                agent,
                agent == null ? Client.UNKNOWN : UserAgents.client(agent));
    }

    private Optional<InetAddress> sender(String peer, @Nullable String forwarded) {
        Optional<InetAddress> sender = Addresses.parse(peer);
        if (forwarded == null || proxies.isEmpty()) {
            return sender;
        }
        List<String> hops = List.of(forwarded.split(",", -1)).reversed();
        for (String hop : hops) {
            Optional<InetAddress> before = Addresses.parse(hop);
            if (sender.filter(this::isProxy).isEmpty() || before.isEmpty()) {
                return sender;
            }
            sender = before;
        }
        return sender;
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    private static String shortened(String userAgent) {
        return userAgent.length() <= Origin.MOST_OF_USER_AGENT
                ? userAgent
                : userAgent.substring(0, Origin.MOST_OF_USER_AGENT);
    }

    @Override
    public void close() {
        try {
            places.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
