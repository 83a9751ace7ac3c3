package dev.tidemark.collector.internal.enrichment;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;

/**
 * A network as its first and last address, both as numbers of 128 bits; of IPv4 as the part of IPv6 that stands for it.
 */
record Cidr(BigInteger first, BigInteger last) {

    private static final BigInteger MAPPED = BigInteger.valueOf(0xFFFF).shiftLeft(32);

    /**
     * @param text such as {@code 203.0.113.0/24}; an address alone is a network of one
     * @throws IllegalArgumentException saying what is wrong
     */
    static Cidr of(String text) {
        List<String> parts = List.of(text.strip().split("/", -1));
        InetAddress address = Addresses.parse(parts.getFirst())
                .orElseThrow(
                        () -> new IllegalArgumentException("\"" + text + "\" is no network such as 203.0.113.0/24"));
        int bits = address.getAddress().length * 8;
        int prefix = parts.size() == 1 ? bits : prefix(text, parts.get(parts.size() - 1));
        if (parts.size() > 2 || prefix > bits) {
            throw new IllegalArgumentException("\"" + text + "\" is no network such as 203.0.113.0/24");
        }
        BigInteger size = BigInteger.ONE.shiftLeft(bits - prefix);
        BigInteger first = number(address).divide(size).multiply(size);
        return new Cidr(first, first.add(size).subtract(BigInteger.ONE));
    }

    private static int prefix(String text, String digits) {
        if (!digits.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("\"" + text + "\" is no network such as 203.0.113.0/24");
        }
        return Integer.parseInt(digits);
    }

    static BigInteger number(InetAddress address) {
        byte[] bytes = address.getAddress();
        BigInteger number = new BigInteger(1, bytes);
        return bytes.length == 4 ? MAPPED.add(number) : number;
    }

    boolean contains(InetAddress address) {
        BigInteger number = number(address);
        return first.compareTo(number) <= 0 && number.compareTo(last) <= 0;
    }
}
