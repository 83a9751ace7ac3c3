package dev.tidemark.router;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which way a question must take. */
public enum Route {
    @JsonProperty("auto")
    AUTO,
    @JsonProperty("realtime")
    REALTIME,
    @JsonProperty("warehouse")
    WAREHOUSE,
    @JsonProperty("lakehouse")
    LAKEHOUSE
}
