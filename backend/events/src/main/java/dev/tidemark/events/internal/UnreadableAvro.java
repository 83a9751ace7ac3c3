package dev.tidemark.events.internal;

/** Where bytes stop being Avro of their schema. Without a stack trace: it is made of what strangers send. */
public final class UnreadableAvro extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int at;
    private final String pointer;

    UnreadableAvro(int at, String message) {
        this(at, "", message);
    }

    private UnreadableAvro(int at, String pointer, String message) {
        super(message, null, false, false);
        this.at = at;
        this.pointer = pointer;
    }

    /** Offset of the byte that does not fit. */
    public int at() {
        return at;
    }

    /** The value that does not fit, as a JSON pointer. */
    public String pointer() {
        return pointer;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    UnreadableAvro inside(String segment) {
        return new UnreadableAvro(at, '/' + segment.replace("~", "~0").replace("/", "~1") + pointer, getMessage());
    }
}
