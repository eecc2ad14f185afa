package io.offsetlab.narrative;

import java.util.List;

/**
 * When a failure became inevitable: for moments of the run, how many of its continuations fail. A continuation is the same run up to
 * the moment, and after it other faults and other small chance.
 *
 * @param shares in the order of time; the first is the beginning, the last the first bad step
 * @param remark what a reader has to know about the numbers of steps, or empty
 */
public record Inevitability(List<Share> shares, String remark) {
    public Inevitability {
        shares = List.copyOf(shares);
    }

    /**
     * How many continuations from one moment on fail.
     *
     * @param step the number of the last step of the story that is kept, or 0 for none
     * @param at when the run is left, in microseconds
     * @param text what happened in that step
     * @param fails how many fail
     * @param of of how many
     * @param low the lower end of the interval that holds the true share with 95 % confidence
     * @param high its upper end
     */
    public record Share(int step, long at, String text, int fails, int of, double low, double high) {

        /** Whether every continuation fails. */
        public boolean isAll() {
            return fails == of;
        }
    }

    /** The same with something that a reader has to know. */
    public Inevitability remarking(String sentence) {
        return new Inevitability(shares, sentence);
    }

    /** The place in the list from which on every continuation fails; the size of the list if there is none. */
    public int inevitableFrom() {
        int place = shares.size();
        while (place > 0 && shares.get(place - 1).isAll()) {
            place--;
        }
        return place;
    }

    /** As a sentence without its end. */
    public String summary() {
        int place = inevitableFrom();
        if (place == shares.size()) {
            return "it never became inevitable";
        }
        Share share = shares.get(place);
        String from = share.step() == 0 ? "the beginning" : "step " + share.step();
        String before = place == 0 ? "" : "; " + of(shares.get(place - 1)) + " before";
        return "inevitable from " + from + " on: " + of(share) + " continuations fail" + before;
    }

    private static String of(Share share) {
        return share.fails() + " of " + share.of();
    }
}
