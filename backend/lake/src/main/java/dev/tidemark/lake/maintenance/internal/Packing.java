package dev.tidemark.lake.maintenance.internal;

import dev.tidemark.lake.maintenance.FilePacking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Chooses which small files of a partition become one. A larger file joins only when the smaller ones together are at least a quarter
 * of it, so that a byte is rewritten a few times on its way to a full file and not at every run.
 */
final class Packing<F> {

    private static final long JOIN_RATIO = 4;

    private final FilePacking policy;
    private final ToLongFunction<F> size;

    Packing(FilePacking policy, ToLongFunction<F> size) {
        this.policy = policy;
        this.size = size;
    }

    boolean isSmall(F file) {
        return size.applyAsLong(file) < policy.targetBytes() / 4 * 3;
    }

    /**
     * @param files of one partition
     * @param quiet whether nothing has been written to the partition for a while
     * @return groups, each to become one file
     */
    List<List<F>> groups(List<F> files, boolean quiet) {
        List<F> left = new ArrayList<>(files.stream()
                .filter(this::isSmall)
                .sorted(Comparator.comparingLong(size))
                .toList());
        List<List<F>> groups = new ArrayList<>();
        int fewest = quiet ? 2 : policy.fewestFiles();
        while (left.size() >= fewest) {
            List<F> group = next(left);
            if (group.size() < fewest) {
                break;
            }
            groups.add(group);
            left.subList(0, group.size()).clear();
        }
        return groups;
    }

    private List<F> next(List<F> ascending) {
        long sum = 0;
        int taken = 0;
        for (F file : ascending) {
            long bytes = size.applyAsLong(file);
            boolean fits = sum + bytes <= policy.targetBytes();
            boolean worthIt = taken == 0 || bytes <= JOIN_RATIO * sum;
            if (!fits || !worthIt) {
                break;
            }
            sum += bytes;
            taken++;
        }
        return List.copyOf(ascending.subList(0, taken));
    }
}
