package dev.tidemark.frontend;

import dev.tidemark.router.Answer;
import dev.tidemark.router.Asker;
import dev.tidemark.router.Explanation;
import dev.tidemark.router.MetricQuery;

/** Who answers the pages' questions. Blocking and interruptible; throws problems. */
public interface Questions {

    Answer ask(MetricQuery query, Asker asker);

    /** The way that would be taken, and its price; runs nothing. */
    Explanation explain(MetricQuery query, Asker asker);
}
