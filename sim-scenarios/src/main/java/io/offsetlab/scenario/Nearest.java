package io.offsetlab.scenario;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the word that was probably meant. */
public final class Nearest {
    private static final int LONGEST = 100;

    private Nearest() {}

    /** The end of a sentence: {@code ; did you mean "records"?}, or nothing if no word is near. */
    public static String hint(String found, Collection<String> words) {
        String near = to(found, words);
        return near == null ? "" : "; did you mean " + Quote.of(near) + "?";
    }

    /** The word with the least edits, the first of equals, or null if more than a third of it would have to change. */
    public static @Nullable String to(String found, Collection<String> words) {
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String word : words) {
            int edits = edits(fold(found), fold(word));
            if (edits < least && edits <= Math.max(1, word.length() / 3)) {
                best = word;
                least = edits;
            }
        }
        return best;
    }

    private static String fold(String word) {
        String cut = word.length() > LONGEST ? word.substring(0, LONGEST) : word;
        return cut.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Levenshtein's distance, with two swapped neighbours as one edit. */
    private static int edits(String a, String b) {
        int[] before = new int[0];
        int[] above = new int[b.length() + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = above;
            above = row;
        }
        return above[b.length()];
    }
}
