package io.offsetlab.narrative;

import java.util.List;

/**
 * Which changes of a single thing make a failing run pass, found by running each.
 *
 * @param changes those that do, the smallest first; empty if none does
 * @param tried how many were run
 * @param left how many were left out because the runs became too many; 0 if the list was tried to its end
 */
public record PassesIf(List<Change> changes, int tried, int left) {
    public PassesIf {
        changes = List.copyOf(changes);
    }

    /** What kind of thing is changed, the smallest change first. */
    public enum Kind {
        FAULT,
        SETTING,
        ANSWER
    }

    /**
     * One thing, and what it would have to be.
     *
     * @param thing what it is called
     * @param now what it is in the run that failed
     * @param instead each of these makes it pass, the smallest change first
     */
    public record Change(Kind kind, String thing, String now, List<String> instead) {
        public Change {
            instead = List.copyOf(instead);
        }

        /** As a sentence without its end. */
        public String text() {
            String or = String.join("; or ", instead);
            return switch (kind) {
                case FAULT -> thing + " (" + now + ") were: " + or;
                case SETTING, ANSWER -> thing + " were " + String.join(" or ", instead) + " instead of " + now;
            };
        }
    }

    /** The changes under a title, as plain text; lines end in a line feed. */
    public String text() {
        StringBuilder out = new StringBuilder();
        ExplanationText.add(out, new Explanation(this, null));
        return out.substring(1);
    }

    /** What was tried and how many of them pass, as a sentence. */
    public String summary() {
        int passing =
                changes.stream().mapToInt(change -> change.instead().size()).sum();
        String rest = left == 0 ? "" : "; " + left + " more were left out, because the world is large";
        return Words.count(tried, "change") + " of one thing each " + (tried == 1 ? "was" : "were") + " run, "
                + (passing == 0 ? "none makes it pass" : passing + (passing == 1 ? " makes" : " make") + " it pass")
                + rest;
    }
}
