package dev.tidemark.collector.internal.admission;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Cuts an address to its network, /24 or /48, before anybody stores it: enough for a region, too little for a person. */
final class Network {

    private Network() {}

    /**
     * @param address numeric; anything else becomes null, because names are never looked up
     */
    static @Nullable String of(String address) {
        boolean six = address.indexOf(':') >= 0;
        if (!six && !address.matches("[0-9.]{7,15}")) {
            return null;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            int kept = bytes.length == 4 ? 3 : 6;
            for (int i = kept; i < bytes.length; i++) {
                bytes[i] = 0;
            }
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
