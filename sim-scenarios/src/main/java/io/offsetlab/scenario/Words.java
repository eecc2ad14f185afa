package io.offsetlab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Constants as words: in lower case, with hyphens. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E parse(FieldPath path, String word, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(word)) {
                return constant;
            }
        }
        throw BadInput.at(
                path, "found " + Quote.of(word) + ", allowed is " + list(type) + Nearest.hint(word, all(type)));
    }

    static <E extends Enum<E>> List<String> all(Class<E> type) {
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            words.add(of(constant));
        }
        return words;
    }

    static <E extends Enum<E>> String list(Class<E> type) {
        return String.join(", ", all(type));
    }
}
