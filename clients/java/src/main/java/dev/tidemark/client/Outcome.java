package dev.tidemark.client;

/** What became of an event. */
public sealed interface Outcome {

    /** The collector has it, and Kafka has confirmed it. */
    record Stored() implements Outcome {}

    /**
     * It did not fit its schema and waits to be repaired.
     *
     * @param code of the problem
     */
    record Quarantined(String code, String detail) implements Outcome {}

    /**
     * It was refused for good; sending it again would change nothing.
     *
     * @param code of the problem, such as {@code invalid-event}
     */
    record Refused(String code, String detail) implements Outcome {}

    /**
     * Nobody took it in the time that the settings give, or the queue was full.
     *
     * @param why the last failure
     */
    record GivenUp(String why) implements Outcome {}
}
