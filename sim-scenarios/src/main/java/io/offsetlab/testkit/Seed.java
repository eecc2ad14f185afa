package io.offsetlab.testkit;

import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.ScenarioToken;

/** What says which run is meant: a number that a world is drawn from, or a token that holds the whole world. */
sealed interface Seed {

    /** The text that reads back as this. */
    String text();

    /** What small chance is drawn from. */
    long number();

    /** A seed of the generator; another engine may draw another world from it. */
    record Drawn(long number) implements Seed {
        @Override
        public String text() {
            return Long.toString(number);
        }
    }

    /** A world that stands in the token. */
    record Token(ScenarioToken token) implements Seed {
        @Override
        public String text() {
            return token.text();
        }

        @Override
        public long number() {
            return token.seed();
        }
    }

    /**
     * Reads a seed.
     *
     * @param where how messages call the place where it stands
     * @throws BadInput if the text is neither
     */
    static Seed parse(String where, String text) {
        if (ScenarioToken.isToken(text)) {
            try {
                return new Token(ScenarioToken.parse(text));
            } catch (BadInput e) {
                throw new BadInput(where + ", " + e.getMessage());
            }
        }
        try {
            return new Drawn(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new BadInput(where + ": found \"" + shortened(text)
                    + "\", allowed is a seed, which is a number of 64 bits, or a token, which starts with ol1:");
        }
    }

    /** The text, cut to what fits into a name. */
    static String shortened(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20) + "...";
    }
}
