package dev.tidemark.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Somebody who has a dashboard open whose numbers move all the time: its tiles ask at once, and again after a pause. */
final class Viewer implements Person {

    /** How long the tiles of a dashboard wait before they ask again. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Doors doors;
    private final int people;

    /**
     * @param people among whom the moments of asking are spread
     */
    Viewer(Doors doors, int people) {
        this.doors = doors;
        this.people = people;
    }

    @Override
    public double[] ask(int questions, int number) throws IOException, InterruptedException {
        Thread.sleep(PAUSE.multipliedBy(number).dividedBy(people));
        double[] millis = new double[questions];
        try (ExecutorService browser = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int first = 0; first < questions; first += Tiles.COUNT) {
                List<Callable<Double>> tiles = new ArrayList<>();
                for (int i = first; i < Math.min(first + Tiles.COUNT, questions); i++) {
                    int tile = i;
                    tiles.add(() -> doors.millis(Tiles.question(tile)));
                }
                int at = first;
                for (Future<Double> answered : browser.invokeAll(tiles)) {
                    millis[at++] = answered.get();
                }
                Thread.sleep(PAUSE);
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getMessage(), e);
        }
        return millis;
    }
}
