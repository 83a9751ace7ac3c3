package dev.tidemark.server.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordSealTest {

    private static final int PORTALS = 4;

    @TempDir
    Path folder;

    @RepeatedTest(50)
    void portalsThatBeginAtTheSameMomentHaveTheSameKey() throws Exception {
        Path key = folder.resolve("secrets/stores.key");
        CyclicBarrier together = new CyclicBarrier(PORTALS);
        List<Callable<byte[]>> portals = new ArrayList<>();
        for (int i = 0; i < PORTALS; i++) {
            portals.add(() -> {
                together.await();
                return new PasswordSeal(key).seal("crm", "secret");
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(PORTALS)) {
            for (Future<byte[]> sealed : threads.invokeAll(portals)) {
                assertThat(new PasswordSeal(key).open("crm", sealed.get())).isEqualTo("secret");
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        try (Stream<Path> left = Files.list(key.getParent())) {
            assertThat(left).containsExactly(key);
        }
    }

    @Test
    void whatIsSealedForOneStoreDoesNotOpenForAnother() {
        PasswordSeal seal = new PasswordSeal(folder.resolve("key"));
        byte[] sealed = seal.seal("crm", "secret");

        assertThatThrownBy(() -> seal.open("shop", sealed)).hasMessageContaining("The password of shop does not open");
    }

    @Test
    void aKeyThatIsGoneOrCutIsNamedAndNotMadeAnew() throws IOException {
        Path key = folder.resolve("key");
        PasswordSeal seal = new PasswordSeal(key);
        byte[] sealed = seal.seal("crm", "secret");

        Files.write(key, new byte[0]);
        assertThatThrownBy(() -> seal.open("crm", sealed)).hasMessageContaining("has 0 bytes instead of 32");
        Files.delete(key);
        assertThatThrownBy(() -> seal.open("crm", sealed)).hasMessageContaining("is gone");
        assertThat(key).doesNotExist();
    }
}
