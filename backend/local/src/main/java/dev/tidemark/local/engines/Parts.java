package dev.tidemark.local.engines;

import dev.tidemark.local.engines.OwnPart.Program;
import dev.tidemark.local.process.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parts of the platform on one machine. */
public final class Parts {

    private Parts() {}

    /** Every part that is wanted and, of our own processes, built. */
    public static List<Part> of(Setting setting, Choice choice) throws IOException {
        List<Part> parts = new ArrayList<>(List.of(
                new PostgresPart(setting),
                new KafkaPart(setting),
                new FlinkPart(setting, FlinkPart.Role.JOB_MANAGER),
                new FlinkPart(setting, FlinkPart.Role.TASK_MANAGER),
                new PinotPart(setting)));
        if (choice.trino()) {
            parts.add(new TrinoPart(setting));
        }
        if (choice.own()) {
            Map<String, String> environment = Environment.of(setting, choice);
            List<Program> built = new ArrayList<>();
            for (Program program : Program.values()) {
                if (program.built(setting.artifacts())) {
                    built.add(program);
                }
            }
            // The demo needs all of the others.
            if (!choice.demo() || built.size() < Program.values().length) {
                built.remove(Program.DEMO);
            }
            built.forEach(program -> parts.add(new OwnPart(setting, program, environment)));
        }
        return List.copyOf(parts);
    }
}
