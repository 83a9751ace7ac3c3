package dev.tidemark.incidents;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Constants as documents, settings and addresses have them: in lower case, with hyphens. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> Optional<E> find(Class<E> all, String word) {
        return Arrays.stream(all.getEnumConstants())
                .filter(constant -> of(constant).equals(word))
                .findFirst();
    }
}
