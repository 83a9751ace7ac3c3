package dev.tidemark.frontend;

import dev.tidemark.router.Answer;
import dev.tidemark.router.Asker;
import dev.tidemark.router.MetricQuery;

/** Who answers the pages' questions. Blocking and interruptible; throws problems. */
@FunctionalInterface
public interface Questions {

    Answer ask(MetricQuery query, Asker asker);
}
