package io.offsetlab.narrative;

import java.util.ArrayList;
import java.util.List;

/** Which steps of a long story are printed: how it begins, what stands around the marked steps, and how it ends. */
final class Cut {
    private static final int AT_BEGIN = 8;
    private static final int AT_END = 3;
    private static final int AFTER_MARK = 8;

    private Cut() {}

    /** The places of the steps that stay, ascending; all of them if there are no more than {@code most}. */
    static List<Integer> places(List<Step> steps, int most) {
        boolean[] stays = new boolean[steps.size()];
        int left = most;
        left -= keep(stays, 0, AT_BEGIN, left);
        left -= keep(stays, steps.size() - AT_END, steps.size(), left);
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).mark() != Mark.NONE) {
                left -= keep(stays, i, i + AFTER_MARK, left);
            }
        }
        for (int i = anchor(steps); i >= 0 && left > 0; i--) {
            left -= keep(stays, i, i + 1, left);
        }
        for (int i = 0; i < stays.length && left > 0; i++) {
            left -= keep(stays, i, i + 1, left);
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < stays.length; i++) {
            if (stays[i]) {
                places.add(i);
            }
        }
        return places;
    }

    private static int anchor(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).mark() == Mark.FIRST_BAD) {
                return i;
            }
        }
        return -1;
    }

    private static int keep(boolean[] stays, int from, int to, int most) {
        int kept = 0;
        for (int i = Math.max(0, from); i < Math.min(to, stays.length) && kept < most; i++) {
            if (!stays[i]) {
                stays[i] = true;
                kept++;
            }
        }
        return kept;
    }
}
