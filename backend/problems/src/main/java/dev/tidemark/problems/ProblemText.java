package dev.tidemark.problems;

/**
 * What an entry of a catalogue of errors says.
 *
 * @param status the HTTP status it is answered with
 * @param title a short sentence that is the same for every occurrence
 * @param detail what is wrong and where, a template with the placeholders <code>{0}</code>, <code>{1}</code> …
 * @param remedy what to do next, a template with the same placeholders
 */
public record ProblemText(Owner owner, int status, String title, String detail, String remedy) {}
