package dev.tidemark.collector.internal.enrichment;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table of networks in a text file: {@code network,country} or {@code network,country,region} on a line, with commas or tabs. Lines that begin with
 * {@code #} and a heading are passed over. Of networks inside of one another the smallest counts.
 */
final class NetworkTable implements Places {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,10}");

    /** Where what is known changes, ascending, as bytes that compare like numbers; and what holds from there on. */
    private final byte[][] starts;

    private final @Nullable Place[] places;

    private NetworkTable(byte[][] starts, @Nullable Place[] places) {
        this.starts = starts;
        this.places = places;
    }

    private record Row(Cidr network, Place place) {}

    static NetworkTable in(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        Map<Place, Place> same = new HashMap<>();
        String separator = String.valueOf(file.getFileName()).endsWith(".tsv") ? "\t" : ",";
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                boolean heading = number == 1 && line.startsWith("network");
                if (!line.isBlank() && !line.startsWith("#") && !heading) {
                    rows.add(row(file + ":" + number, line.split(separator, -1), same));
                }
            }
        }
        return of(rows);
    }

    private static Row row(String where, String[] cells, Map<Place, Place> same) {
        if (cells.length < 2 || cells.length > 3) {
            throw new IllegalArgumentException(where + ": expected network, country and perhaps region");
        }
        String country = cells[1].strip();
        String region = cells.length == 2 || cells[2].isBlank() ? null : cells[2].strip();
        if (!COUNTRY.matcher(country).matches()
                || region != null && !REGION.matcher(region).matches()) {
            throw new IllegalArgumentException(
                    where + ": expected a country such as GB, and a region such as SCT or nothing");
        }
        try {
            Place place = new Place(country, region);
            Place known = same.putIfAbsent(place, place);
            return new Row(Cidr.of(cells[0]), known == null ? place : known);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private static NetworkTable of(List<Row> rows) {
        rows.sort(Comparator.comparing((Row row) -> row.network().first())
                .thenComparing(row -> row.network().last(), Comparator.reverseOrder()));
        Changes changes = new Changes();
        Deque<Row> around = new ArrayDeque<>();
        for (Row row : rows) {
            leave(around, row.network().first(), changes);
            changes.at(row.network().first(), row.place());
            around.push(row);
        }
        leave(around, null, changes);
        return new NetworkTable(changes.starts.toArray(byte[][]::new), changes.places.toArray(Place[]::new));
    }

    /** Ends the networks that end before an address; all of them before null. */
    private static void leave(Deque<Row> around, @Nullable BigInteger next, Changes changes) {
        while (!around.isEmpty()
                && (next == null || around.element().network().last().compareTo(next) < 0)) {
            BigInteger behind = around.pop().network().last().add(BigInteger.ONE);
            Row outer = around.peek();
            changes.at(behind, outer == null ? null : outer.place());
        }
    }

    private static final class Changes {

        private final List<byte[]> starts = new ArrayList<>();
        private final List<@Nullable Place> places = new ArrayList<>();

        /** Of several changes at one address the last counts. */
        void at(BigInteger address, @Nullable Place place) {
            byte[] start = bytes(address);
            int last = starts.size() - 1;
            if (last >= 0 && Arrays.equals(starts.get(last), start)) {
                places.set(last, place);
            } else {
                starts.add(start);
                places.add(place);
            }
        }
    }

    /** Always 17, as one more than the last address has 129 bits. */
    private static byte[] bytes(BigInteger number) {
        byte[] digits = number.toByteArray();
        byte[] bytes = new byte[17];
        int from = Math.max(0, digits.length - bytes.length);
        System.arraycopy(digits, from, bytes, bytes.length - digits.length + from, digits.length - from);
        return bytes;
    }

    @Override
    public Optional<Place> of(InetAddress address) {
        int at = Arrays.binarySearch(starts, bytes(Cidr.number(address)), Arrays::compareUnsigned);
        int change = at >= 0 ? at : -at - 2;
        return change < 0 ? Optional.empty() : Optional.ofNullable(places[change]);
    }
}
