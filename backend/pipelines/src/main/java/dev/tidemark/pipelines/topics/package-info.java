/** The Kafka topics of each family, made to fit its definition. */
@NullMarked
package dev.tidemark.pipelines.topics;

import org.jspecify.annotations.NullMarked;
