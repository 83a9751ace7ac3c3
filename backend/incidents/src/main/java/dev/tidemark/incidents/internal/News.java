package dev.tidemark.incidents.internal;

import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.Step;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happened to an incident, written where people look and where notices start. Calls join the caller's transaction. */
public record News(Trail trail, Outbox outbox) {

    private static final Logger LOG = LoggerFactory.getLogger(News.class);

    /**
     * @param incident as it is after the step
     */
    public void tell(Incident incident, Step step) {
        trail.add(incident.id(), step);
        int told = step.kind() == Step.Kind.COMMENTED ? 0 : outbox.tell(incident, step);
        LOG.info(
                "Incident {} ({}, {}) {} by {}; {} are told",
                incident.id(),
                incident.subject(),
                incident.check().word(),
                step.kind().word(),
                step.who(),
                told);
    }

    public List<Step> trail(long incident) {
        return trail.of(incident);
    }

    public List<Delivery> told(long incident) {
        return outbox.of(incident);
    }

    public void forgetOthersBefore(Instant time) {
        outbox.forgetOthersBefore(time);
    }
}
