package dev.tidemark.incidents.internal;

import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Finding;
import dev.tidemark.incidents.Incidents;
import dev.tidemark.incidents.Lookout;
import dev.tidemark.incidents.Subject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every lookout, opens what is wrong and resolves what passes. */
public final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final List<Lookout> lookouts;
    private final Incidents incidents;

    public Rounds(List<Lookout> lookouts, Incidents incidents) {
        this.lookouts = List.copyOf(lookouts);
        this.incidents = incidents;
    }

    /** One lookout that fails keeps no other from looking. */
    public void run() {
        for (Lookout lookout : lookouts) {
            try {
                run(lookout);
            } catch (RuntimeException e) {
                LOG.warn("Nothing is concluded about {}: {}", lookout.checks(), e.toString());
            }
        }
    }

    private void run(Lookout lookout) {
        Lookout.Look look = lookout.look();
        look.found().forEach(incidents::observe);
        for (Check check : lookout.checks()) {
            Set<Subject> wrong = look.found().stream()
                    .filter(finding -> finding.check() == check)
                    .map(Finding::subject)
                    .collect(Collectors.toSet());
            incidents.unsettled(check).stream()
                    .filter(subject ->
                            !wrong.contains(subject) && !look.undecided().contains(subject))
                    .forEach(subject -> incidents.passed(subject, check, look.at(), lookout.passing()));
        }
    }
}
