package dev.tidemark.jobs;

import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What a job knows about a family of events.
 *
 * @param partitions of the family's topics; nothing is called complete before each of them has been heard
 * @param realtimeKeeps how long the real-time store keeps rows; older ones are not sent there
 * @param dedupWindow how long an event id is remembered
 * @param allowedLateness how long a closed window still takes late events
 */
public record FamilySettings(
        String name, int partitions, Duration realtimeKeeps, Duration dedupWindow, Duration allowedLateness)
        implements Serializable {

    /** As job argument: {@code orders:4:P10D:P7D:PT1H}. */
    public String toArgument() {
        return String.join(
                ":",
                name,
                Integer.toString(partitions),
                realtimeKeeps.toString(),
                dedupWindow.toString(),
                allowedLateness.toString());
    }

    /** Families joined by commas, each as {@link #toArgument}. */
    public static List<FamilySettings> parse(String argument) {
        return Arrays.stream(argument.split(",")).map(FamilySettings::one).toList();
    }

    private static FamilySettings one(String argument) {
        String[] parts = argument.split(":", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException(
                    "A family is name:partitions:keeps:dedup:lateness, for example orders:4:P10D:P7D:PT1H, not "
                            + argument);
        }
        return new FamilySettings(
                parts[0],
                Integer.parseInt(parts[1]),
                Duration.parse(parts[2]),
                Duration.parse(parts[3]),
                Duration.parse(parts[4]));
    }
}
