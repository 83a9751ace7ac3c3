package dev.tidemark.testbed;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that are nearly right: good ones with places dropped, doubled, moved, words put where others belong, or what parsers stumble over. The same random
 * numbers give the same texts.
 */
public final class Mutation {

    private static final Pattern WORD = Pattern.compile("[\\p{Alnum}_$.]+");
    private static final List<String> STUMBLING = List.of(
            "\u0000",
            "\\u0000",
            "1e999",
            "1e999999999",
            "1e-999999999",
            "1e99999999999",
            "-0",
            "[[[[[[[[",
            "{\"\":",
            "{{ }}",
            "null",
            "~",
            "\ud800",
            "9".repeat(400),
            "\"\"",
            "''",
            "'",
            ",,",
            ": ",
            "- ",
            "*a",
            "&a ",
            "true",
            "\n",
            "\t",
            "é",
            ")",
            "(");

    private final List<String> seeds;
    private final List<String> words;
    private final Random random;

    /**
     * @param seeds texts of the same language, all good
     */
    public Mutation(List<String> seeds, Random random) {
        this.seeds = List.copyOf(seeds);
        this.words = words(seeds);
        this.random = random;
    }

    private static List<String> words(List<String> seeds) {
        TreeSet<String> words = new TreeSet<>();
        for (String seed : seeds) {
            for (Matcher word = WORD.matcher(seed); word.find(); ) {
                words.add(word.group());
            }
        }
        return List.copyOf(words);
    }

    /** Another one; one in eight is a seed as it is. */
    public String next() {
        StringBuilder text = new StringBuilder(any(seeds));
        for (int i = random.nextInt(8); i > 0; i--) {
            change(text);
        }
        return text.toString();
    }

    private void change(StringBuilder text) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + 1 + random.nextInt(12));
        switch (random.nextInt(6)) {
            case 0 -> text.delete(at, to);
            case 1 -> text.insert(at, any(STUMBLING));
            case 2 -> text.insert(at, text.substring(at, to));
            case 3 -> splice(text, at);
            default -> otherWord(text);
        }
    }

    private void splice(StringBuilder text, int at) {
        String other = any(seeds);
        int from = random.nextInt(other.length());
        text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(60)));
    }

    private void otherWord(StringBuilder text) {
        List<int[]> places = new ArrayList<>();
        for (Matcher word = WORD.matcher(text); word.find(); ) {
            places.add(new int[] {word.start(), word.end()});
        }
        if (!places.isEmpty()) {
            int[] place = places.get(random.nextInt(places.size()));
            text.replace(place[0], place[1], random.nextInt(8) == 0 || words.isEmpty() ? any(STUMBLING) : any(words));
        }
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
