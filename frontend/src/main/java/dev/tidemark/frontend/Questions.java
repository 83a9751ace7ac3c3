package dev.tidemark.frontend;

import dev.tidemark.router.Answer;
import dev.tidemark.router.Asker;
import dev.tidemark.router.Explanation;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Supposed;
import dev.tidemark.router.WhatIf;
import dev.tidemark.router.export.Export;
import dev.tidemark.router.export.ExportFormat;

/** Who answers the pages' questions. Blocking and interruptible; throws problems. */
public interface Questions {

    Answer ask(MetricQuery query, Asker asker);

    /** The answer as a file, to be closed; of more rows than {@link #ask} gives. */
    Export export(MetricQuery query, Asker asker, ExportFormat format);

    /** The way that would be taken, and its price; runs nothing. */
    Explanation explain(MetricQuery query, Asker asker);

    /** The way that would be taken if something were otherwise, beside the way that would be taken now; see {@link dev.tidemark.router.Router#whatIf}. */
    Supposed whatIf(MetricQuery query, WhatIf otherwise, Asker asker);
}
