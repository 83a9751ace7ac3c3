package dev.tidemark.collector.internal.enrichment;

import dev.tidemark.collector.CollectorSettings.KeptAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numeric addresses. Names are never looked up. */
final class Addresses {

    private static final Pattern FOUR = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private Addresses() {}

    /** Nothing for what is no numeric address; of one with a port or a scope, the address without. */
    static Optional<InetAddress> parse(String text) {
        String address = text.strip();
        if (address.startsWith("[") && address.endsWith("]")) {
            address = address.substring(1, address.length() - 1);
        }
        int end = address.indexOf('.') > 0 && address.indexOf(':') == address.lastIndexOf(':')
                ? address.indexOf(':')
                : address.indexOf('%');
        address = end < 0 ? address : address.substring(0, end);
        boolean numeric = address.indexOf(':') >= 0
                ? SIX.matcher(address).matches()
                : FOUR.matcher(address).matches();
        if (!numeric) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What of the address may be kept. */
    static @Nullable String kept(InetAddress address, KeptAddress policy) {
        return switch (policy) {
            case FULL -> address.getHostAddress();
            case TRUNCATED -> network(address);
            case NONE -> null;
        };
    }

    /** Its network, /24 or /48: enough for a region, too little for a person. */
    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        int kept = bytes.length == 4 ? 3 : 6;
        for (int i = kept; i < bytes.length; i++) {
            bytes[i] = 0;
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address keeps its length", e);
        }
    }
}
