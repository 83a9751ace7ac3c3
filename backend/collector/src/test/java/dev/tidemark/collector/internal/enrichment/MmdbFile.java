package dev.tidemark.collector.internal.enrichment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a database of MaxMind's format, version 2, with records of 32 bits: a tree over the bits of addresses, the data, and what the file says of
 * itself. IPv4 stands under 96 zero bits.
 */
final class MmdbFile {

    private static final int RECORD_BITS = 32;
    private static final int ADDRESS_BITS = 128;

    private final List<int[]> nodes = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** A record of a node that leads nowhere yet; data are below it. */
    private static final int NOTHING = 0;

    MmdbFile(Map<String, Place> places) {
        nodes.add(new int[2]);
        places.forEach((network, place) -> {
            Cidr range = Cidr.of(network);
            int size = range.last().subtract(range.first()).bitLength();
            insert(range, ADDRESS_BITS - size, -1 - write(place));
        });
    }

    private void insert(Cidr range, int prefix, int record) {
        boolean four = range.first().shiftRight(32).intValue() == 0xFFFF
                && range.first().bitLength() == 48;
        int node = 0;
        for (int depth = 0; depth < prefix - 1; depth++) {
            int bit = bit(range, depth, four);
            if (nodes.get(node)[bit] == NOTHING) {
                nodes.add(new int[2]);
                nodes.get(node)[bit] = nodes.size() - 1;
            }
            node = nodes.get(node)[bit];
        }
        nodes.get(node)[bit(range, prefix - 1, four)] = record;
    }

    private static int bit(Cidr range, int depth, boolean four) {
        return four && depth < 96 ? 0 : range.first().testBit(ADDRESS_BITS - 1 - depth) ? 1 : 0;
    }

    /** The place of the record in the data. */
    private int write(Place place) {
        int at = data.size();
        map(data, place.region() == null ? 1 : 2);
        text(data, "country");
        map(data, 1);
        text(data, "iso_code");
        text(data, place.country());
        if (place.region() != null) {
            text(data, "subdivisions");
            data.write(1);
            data.write(11 - 7);
            map(data, 1);
            text(data, "iso_code");
            text(data, place.region());
        }
        return at;
    }

    byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int record : node) {
                int written =
                        record == NOTHING ? nodes.size() : record < 0 ? nodes.size() + 16 + (-1 - record) : record;
                number(file, written);
            }
        }
        file.writeBytes(new byte[16]);
        file.writeBytes(data.toByteArray());
        file.writeBytes(new byte[] {(byte) 0xAB, (byte) 0xCD, (byte) 0xEF});
        file.writeBytes("MaxMind.com".getBytes(UTF_8));
        map(file, 9);
        member(file, "node_count", 6, nodes.size());
        member(file, "record_size", 5, RECORD_BITS);
        member(file, "ip_version", 5, 6);
        member(file, "binary_format_major_version", 5, 2);
        member(file, "binary_format_minor_version", 5, 0);
        member(file, "build_epoch", 9, 1_790_000_000);
        text(file, "database_type");
        text(file, "Test-City");
        text(file, "languages");
        file.write(0);
        file.write(11 - 7);
        text(file, "description");
        map(file, 0);
        return file.toByteArray();
    }

    private static void member(ByteArrayOutputStream out, String name, int type, int value) {
        text(out, name);
        int bytes = type == 5 ? 2 : 4;
        if (type > 7) {
            out.write(bytes);
            out.write(type - 7);
        } else {
            out.write(type << 5 | bytes);
        }
        for (int i = bytes - 1; i >= 0; i--) {
            out.write(value >>> 8 * i);
        }
    }

    private static void number(ByteArrayOutputStream out, int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(value >>> shift);
        }
    }

    private static void map(ByteArrayOutputStream out, int size) {
        out.write(7 << 5 | size);
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        out.write(2 << 5 | bytes.length);
        out.writeBytes(bytes);
    }
}
