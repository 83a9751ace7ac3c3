package dev.tidemark.local.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What follows a command: words, and options with a value each or none. */
final class Arguments {

    private final String command;
    private final List<String> words = new ArrayList<>();
    private final Map<String, List<String>> options = new LinkedHashMap<>();

    private Arguments(String command) {
        this.command = command;
    }

    /**
     * @param command as people write it, for messages
     * @param valued options that take a value
     * @param flags options that take none
     * @throws UsageException for an option that is neither, or a missing value
     */
    static Arguments of(String command, List<String> args, List<String> valued, List<String> flags) {
        Arguments arguments = new Arguments(command);
        for (int i = 0; i < args.size(); i++) {
            String word = args.get(i);
            if (flags.contains(word)) {
                arguments.options.put(word, List.of());
            } else if (valued.contains(word)) {
                if (i + 1 == args.size()) {
                    throw new UsageException(command + " needs a value after " + word);
                }
                arguments
                        .options
                        .computeIfAbsent(word, any -> new ArrayList<>())
                        .add(args.get(++i));
            } else if (word.startsWith("--")) {
                throw new UsageException(command + " does not know " + word + "; it takes " + String.join(", ", valued)
                        + (flags.isEmpty() ? "" : ", " + String.join(", ", flags)));
            } else {
                arguments.words.add(word);
            }
        }
        return arguments;
    }

    /**
     * @param what the only word is, for messages
     * @throws UsageException when there is none, or more than one
     */
    String only(String what) {
        if (words.size() != 1) {
            throw new UsageException(command + " needs " + what);
        }
        return words.getFirst();
    }

    /**
     * @throws UsageException when there are any
     */
    void noWords() {
        if (!words.isEmpty()) {
            throw new UsageException(command + " does not understand " + words.getFirst());
        }
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }

    /** Every value that was given. */
    List<String> all(String option) {
        return List.copyOf(options.getOrDefault(option, List.of()));
    }

    Optional<String> one(String option) {
        return all(option).stream().reduce((first, last) -> last);
    }

    /**
     * @throws UsageException when it was not given
     */
    String required(String option) {
        return one(option)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new UsageException(command + " needs " + option));
    }
}
