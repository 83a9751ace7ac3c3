package dev.tidemark.incidents.internal;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are on the public internet. Everything that the registries of special-purpose addresses (RFC 6890) keep for other uses is
 * not, nor is an IPv6 address that stands for such an IPv4 address.
 */
final class PublicAddresses {

    /** An IPv4 network. */
    private record Network(int address, int bits) {

        static Network of(String text) {
            String[] parts = text.split("/", 2);
            int address = 0;
            for (String octet : parts[0].split("\\.")) {
                address = address << 8 | Integer.parseInt(octet);
            }
            return new Network(address, Integer.parseInt(parts[1]));
        }

        boolean has(int other) {
            return (address ^ other) >>> (32 - bits) == 0;
        }
    }

    private static final List<Network> SPECIAL = Arrays.stream(
                    ("0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24"
                                    + " 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4")
                            .split(" "))
            .map(Network::of)
            .toList();

    private PublicAddresses() {}

    static boolean has(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress(), 0);
            case Inet6Address six -> isPublic(six);
            default -> false;
        };
    }

    private static boolean isPublic(byte[] bytes, int from) {
        int address = 0;
        for (int i = from; i < from + 4; i++) {
            address = address << 8 | bytes[i] & 0xff;
        }
        int four = address;
        return SPECIAL.stream().noneMatch(network -> network.has(four));
    }

    /** Global unicast is 2000::/3; of it, 6to4 and Teredo stand for IPv4 addresses, and 2001::/23 and 2001:db8::/32 are kept for other uses. */
    private static boolean isPublic(Inet6Address address) {
        byte[] bytes = address.getAddress();
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        if (first == 0x64 && second == 0xff9b) {
            return Arrays.equals(bytes, 4, 12, new byte[8], 0, 8) && isPublic(bytes, 12);
        }
        if (first == 0x2002) {
            return isPublic(bytes, 2);
        }
        boolean kept = first == 0x2001 && (second < 0x200 || second == 0xdb8) || first == 0x3fff && second < 0x1000;
        return first >>> 13 == 1 && !kept;
    }

    /**
     * The addresses of a host, all of them public.
     *
     * @throws UnknownHostException also when one of them is not
     */
    static InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] all = InetAddress.getAllByName(host);
        for (InetAddress address : all) {
            if (!has(address)) {
                throw new NotPublic(host);
            }
        }
        return all;
    }

    /** A host that is on this machine, or in a private network. */
    static final class NotPublic extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        NotPublic(String host) {
            super(host + " is on this machine or in a private network");
        }
    }
}
