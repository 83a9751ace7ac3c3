package dev.tidemark.problems;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A problem that happened, with the values that fill its templates. Immutable. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient List<Fault> faults;
    private final String remedy;
    private final @Nullable Duration retryAfter;

    public ProblemException(Problem problem, @Nullable Object... values) {
        this(problem, fill(problem.detail(), values), fill(problem.remedy(), values), List.of(), null, null);
    }

    private ProblemException(
            Problem problem,
            String detail,
            String remedy,
            List<Fault> faults,
            @Nullable Throwable cause,
            @Nullable Duration retryAfter) {
        super(detail, cause);
        this.problem = problem;
        this.remedy = remedy;
        this.faults = List.copyOf(faults);
        this.retryAfter = retryAfter;
    }

    public ProblemException withFault(String pointer, String detail) {
        return withFaults(List.of(new Fault(pointer, detail)));
    }

    /** The same problem with these faults added to those it has. */
    public ProblemException withFaults(List<Fault> more) {
        List<Fault> all = new ArrayList<>(faults);
        all.addAll(more);
        return new ProblemException(problem, detail(), remedy, all, getCause(), retryAfter);
    }

    /** The same problem with what led to it; the cause is logged, never shown. */
    public ProblemException because(Throwable cause) {
        return new ProblemException(problem, detail(), remedy, faults, cause, retryAfter);
    }

    /** The same problem with how long to wait before it is worth asking again. */
    public ProblemException withRetryAfter(Duration wait) {
        return new ProblemException(problem, detail(), remedy, faults, getCause(), wait);
    }

    /** How long to wait before it is worth asking again, when that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public Problem problem() {
        return problem;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public String remedy() {
        return remedy;
    }

    public List<Fault> faults() {
        return faults;
    }

    private static String fill(String template, @Nullable Object[] values) {
        String text = template;
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }
}
