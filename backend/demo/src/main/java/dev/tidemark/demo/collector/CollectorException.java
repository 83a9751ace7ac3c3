package dev.tidemark.demo.collector;

/** The collector cannot be used: waiting longer will not help. */
public final class CollectorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CollectorException(String message) {
        super(message);
    }
}
