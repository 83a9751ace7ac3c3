package dev.tidemark.local.command;

import dev.tidemark.local.engines.Choice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** What was said on the command line after the command's name. */
public record Options(Path home, Choice choice, OptionalInt portOffset, Set<String> flags, List<String> raw) {

    private static final Set<String> FLAGS =
            Set.of("--foreground", "--free-ports", "--json", "--yes", "--fast", "--engines-only", "--no-demo");

    public Options {
        flags = Set.copyOf(flags);
        raw = List.copyOf(raw);
    }

    /** @throws UsageException if a word is not known or a value is missing */
    public static Options parse(List<String> words, Path defaultHome) {
        Path home = defaultHome;
        Choice choice = Choice.USUAL;
        OptionalInt offset = OptionalInt.empty();
        List<String> flags = new ArrayList<>();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            switch (word) {
                case "--home" -> home = Path.of(value(word, rest));
                case "--with" -> choice = with(value(word, rest), choice);
                case "--port-offset" -> offset = OptionalInt.of(number(value(word, rest)));
                default -> flags.add(known(word));
            }
        }
        if (flags.contains("--no-demo")) {
            choice = choice.withoutDemo();
        }
        if (flags.contains("--engines-only")) {
            choice = choice.trino() ? Choice.ENGINES_ONLY.withTrino() : Choice.ENGINES_ONLY;
        }
        return new Options(home, choice, offset, Set.copyOf(flags), words);
    }

    private static String known(String word) {
        if (!FLAGS.contains(word)) {
            throw new UsageException("unknown option " + word);
        }
        return word;
    }

    private static Choice with(String what, Choice choice) {
        if (!what.equals("trino")) {
            throw new UsageException("--with knows trino, not " + what);
        }
        return choice.withTrino();
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.next();
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException _) {
            throw new UsageException("not a whole number: " + value);
        }
    }

    public boolean has(String flag) {
        return flags.contains(flag);
    }
}
