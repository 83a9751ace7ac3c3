package dev.tidemark.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.definitions.internal.FileReader;
import dev.tidemark.definitions.internal.FileReader.Outcome;
import dev.tidemark.testbed.Mutation;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is pushed as definitions holds together or has faults, each in a file that is there or is missed. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FilesFuzzTest {

    private static final int ROUNDS = 1_500;

    /** A file that is broken in ever new ways. */
    private record Broken(String path, Mutation mutation) {}

    @Test
    void filesOfTheSmallestCompanyHoldTogetherOrHaveFaults() {
        filesHoldTogetherOrHaveFaults(SmallCompany.files());
    }

    @Test
    void filesOfTheDemoCompanyHoldTogetherOrHaveFaults() throws IOException {
        SortedMap<String, String> company = DemoCompanyTest.files();
        company.keySet().removeIf(path -> path.contains("/metrics/"));
        filesHoldTogetherOrHaveFaults(company);
    }

    private static void filesHoldTogetherOrHaveFaults(SortedMap<String, String> company) {
        Random random = new Random(1);
        List<Broken> files = company.entrySet().stream()
                .map(file -> new Broken(file.getKey(), new Mutation(List.of(file.getValue()), random)))
                .toList();
        int broken = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Broken file = files.get(random.nextInt(files.size()));
            SortedMap<String, String> changed = new TreeMap<>(company);
            changed.put(file.path(), file.mutation().next());
            broken += hasFaults(changed, file.path()) ? 1 : 0;
        }
        assertThat(broken).isBetween(ROUNDS / 4, ROUNDS - ROUNDS / 10);
    }

    private static boolean hasFaults(SortedMap<String, String> files, String path) {
        try {
            return switch (FileReader.read(files)) {
                case Outcome.Good _ -> false;
                case Outcome.Broken(var faults) -> {
                    assertThat(faults)
                            .isNotEmpty()
                            .allSatisfy(fault -> assertThat(fault.detail()).isNotBlank());
                    yield true;
                }
            };
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(path + " is neither read nor found fault with: " + files.get(path), e);
        }
    }
}
