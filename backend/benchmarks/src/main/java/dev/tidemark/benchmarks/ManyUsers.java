package dev.tidemark.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What many people wait who ask at once, against what one person waits who is alone; every answer must be one. */
final class ManyUsers {

    private static final int USERS = 64;
    private static final int WARM = 30;

    private final Doors doors;
    private final int each;

    ManyUsers(Installation installation, int each) {
        this.doors = new Doors(installation);
        this.each = each;
    }

    void run() throws InterruptedException, ExecutionException, IOException {
        Person restless = Person.restless(doors);
        restless.ask(WARM, 0);
        System.out.println("With dashboards open, whose tiles ask every five seconds:");
        compare(new Viewer(doors, USERS));
        System.out.println("Without any pause between questions:");
        compare(restless);
    }

    private void compare(Person person) throws InterruptedException, ExecutionException, IOException {
        Sample alone = new Sample(person.ask(Math.max(200, each), 0));
        List<Callable<double[]>> people = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            int number = i;
            people.add(() -> person.ask(each, number));
        }
        double[] all = new double[USERS * each];
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int at = 0;
            for (Future<double[]> answered : threads.invokeAll(people)) {
                System.arraycopy(answered.get(), 0, all, at, each);
                at += each;
            }
        }
        Sample together = new Sample(all);
        System.out.println("  one user, p50            " + alone.quantile(0.5).text("ms"));
        System.out.println("  one user, p99            " + alone.quantile(0.99).text("ms"));
        System.out.println(
                "  " + USERS + " users, p50          " + together.quantile(0.5).text("ms"));
        System.out.println(
                "  " + USERS + " users, p99          " + together.quantile(0.99).text("ms"));
        System.out.println("  " + USERS + " users / one, p99    "
                + together.quantileOver(0.99, alone).ratio());
    }
}
