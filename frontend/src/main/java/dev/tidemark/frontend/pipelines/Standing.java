package dev.tidemark.frontend.pipelines;

import dev.tidemark.frontend.parts.Mark;
import dev.tidemark.pipelines.flink.JobStatus;
import dev.tidemark.pipelines.transforms.Outcome;

/** How a job or a run is told to people: a tone, a word and what it means. */
public record Standing(Mark.Tone tone, String word, String meaning) {

    public static Standing of(JobStatus.State state) {
        return switch (state) {
            case RUNNING -> new Standing(Mark.Tone.GOOD, "running", "Running as desired");
            case STARTING ->
                new Standing(Mark.Tone.WARN, "starting", "Submitted, or recovering from a failure by itself");
            case MISSING -> new Standing(Mark.Tone.BAD, "missing", "Not running; it is submitted again");
            case UNKNOWN -> new Standing(Mark.Tone.IDLE, "unknown", "Flink does not answer");
        };
    }

    public static Standing of(Outcome outcome) {
        return switch (outcome) {
            case PUBLISHED -> new Standing(Mark.Tone.GOOD, "published", "A new version of the table is current");
            case NOTED ->
                new Standing(Mark.Tone.GOOD, "same rows", "The rows are the same; the table vouches for a later time");
            case UNCHANGED -> new Standing(Mark.Tone.GOOD, "unchanged", "Nothing to do: same inputs, same definition");
            case WAITING -> new Standing(Mark.Tone.IDLE, "waiting", "A table that it reads does not exist yet");
            case REJECTED ->
                new Standing(Mark.Tone.WARN, "rejected", "A check failed; the old version of the table stays current");
            case FAILED ->
                new Standing(Mark.Tone.BAD, "failed", "Not computed; the old version of the table stays current");
        };
    }

    public static Standing of(CapturedDatabase.State state) {
        return switch (state) {
            case FOLLOWING -> new Standing(Mark.Tone.GOOD, "following", "Every change arrives as it is committed");
            case READING -> new Standing(Mark.Tone.WARN, "reading", "Reading the rows that were there before");
            case CONNECTING -> new Standing(Mark.Tone.WARN, "connecting", "Connecting to the database");
            case WAITING -> new Standing(Mark.Tone.BAD, "waiting", "Something is missing; it is tried again by itself");
        };
    }

    /** A transform that has not run yet. */
    public static Standing never() {
        return new Standing(Mark.Tone.IDLE, "not yet", "It has not run yet");
    }

    public Mark show(Mark mark) {
        return mark.show(tone, word, meaning);
    }
}
