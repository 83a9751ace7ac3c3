package dev.tidemark.catalog.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** “Did you mean”. */
public final class Nearest {

    private static final int MOST = 3;

    private Nearest() {}

    /** A sentence with the nearest names, or with what there is. */
    public static String advice(String name, Collection<String> known) {
        List<String> near = to(name, known);
        if (!near.isEmpty()) {
            return "Did you mean " + String.join(" or ", near) + "?";
        }
        return known.isEmpty()
                ? "There is none at all."
                : "There are: " + known.stream().sorted().limit(20).collect(Collectors.joining(", ")) + ".";
    }

    static List<String> to(String name, Collection<String> known) {
        String asked = name.toLowerCase(Locale.ROOT);
        int tolerance = Math.max(2, asked.length() / 3);
        return known.stream()
                .distinct()
                .filter(candidate -> distance(asked, candidate) <= tolerance || shares(asked, candidate))
                .sorted(Comparator.comparingInt((String candidate) -> distance(asked, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private static boolean shares(String asked, String candidate) {
        return asked.length() > 3 && (candidate.endsWith("__" + asked) || candidate.contains(asked));
    }

    /** Optimal string alignment: insertions, deletions, substitutions and neighbours swapped. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
