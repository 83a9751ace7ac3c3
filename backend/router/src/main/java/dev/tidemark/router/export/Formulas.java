package dev.tidemark.router.export;

/** What becomes of texts that a spreadsheet would compute. */
enum Formulas {
    AS_THEY_ARE {
        @Override
        String shown(String text) {
            return text;
        }
    },
    /** As OWASP advises against CSV injection. */
    GUARDED {
        @Override
        String shown(String text) {
            return !text.isEmpty() && BEGINNINGS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        }
    };

    private static final String BEGINNINGS = "=+-@\t\r";

    abstract String shown(String text);
}
