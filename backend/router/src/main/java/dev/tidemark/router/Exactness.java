package dev.tidemark.router;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether numbers are counted or estimated. */
public enum Exactness {
    @JsonProperty("exact")
    EXACT,
    @JsonProperty("approximate")
    APPROXIMATE
}
