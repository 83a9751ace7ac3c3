package dev.tidemark.definitions.proposals.internal;

import dev.tidemark.definitions.proposals.Proposals;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks every few seconds for what was pushed with Git. */
public final class PushLookout {

    private final Proposals proposals;

    public PushLookout(Proposals proposals) {
        this.proposals = proposals;
    }

    @Scheduled(fixedDelay = 3_000)
    void look() {
        proposals.lookForPushes();
    }
}
