package dev.tidemark.frontend.errors;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.NotFoundException;
import dev.tidemark.frontend.Catalogs;
import dev.tidemark.problems.ProblemException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A metric's page was asked for that nobody defines; says which one may be meant. */
public final class NoSuchMetric extends NotFoundException {

    private static final long serialVersionUID = 1L;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");

    private final String detail;
    private final String remedy;
    private final transient Set<String> known;

    /**
     * @param catalogs what a person may be led to instead
     */
    public NoSuchMetric(ProblemException unknown, Catalogs catalogs) {
        super(unknown.detail());
        detail = unknown.detail();
        remedy = unknown.remedy();
        known = catalogs.search("").stream()
                .map(entry -> entry.metric().name().value())
                .collect(Collectors.toSet());
    }

    String detail() {
        return detail;
    }

    /** The advice, with every metric that it names as a link. */
    Span advice() {
        Span advice = new Span();
        Matcher words = WORD.matcher(remedy);
        int end = 0;
        while (words.find()) {
            advice.add(new Span(remedy.substring(end, words.start())));
            String word = words.group();
            advice.add(known.contains(word) ? new Anchor("metrics/" + word, word) : new Span(word));
            end = words.end();
        }
        advice.add(new Span(remedy.substring(end)));
        return advice;
    }
}
