package dev.tidemark.local.process;

import java.util.ArrayList;
import java.util.List;

/** Who goes first when the cores of the machine that all share are busy. On idle cores it makes no difference. */
public enum Precedence {
    /** Takes events in: a sender waits, and what is not taken may be lost. */
    FIRST(0),
    /** Answers people. */
    SECOND(5),
    /** Works through what has been taken in, which waits safely. */
    LAST(10);

    private final int niceness;

    Precedence(int niceness) {
        this.niceness = niceness;
    }

    /** The command that runs the command so; it becomes the command's own process. */
    List<String> of(List<String> command) {
        if (niceness == 0) {
            return command;
        }
        List<String> nicer = new ArrayList<>(List.of("nice", "-n", Integer.toString(niceness)));
        nicer.addAll(command);
        return nicer;
    }
}
