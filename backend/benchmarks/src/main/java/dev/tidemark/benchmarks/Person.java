package dev.tidemark.benchmarks;

import java.io.IOException;

/** Somebody with questions; each person has a thread. */
interface Person {

    /** One after the other without a pause, which no person does: how much the platform bears. */
    static Person restless(Doors doors) {
        return (questions, number) -> {
            double[] millis = new double[questions];
            for (int i = 0; i < questions; i++) {
                millis[i] = doors.millis(Tiles.question(i + number));
            }
            return millis;
        };
    }

    /**
     * @param number tells people apart
     * @return how long each answer took, in milliseconds
     * @throws IOException when a question is not answered
     */
    double[] ask(int questions, int number) throws IOException, InterruptedException;
}
