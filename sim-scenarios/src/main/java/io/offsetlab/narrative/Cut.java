package io.offsetlab.narrative;

import java.util.ArrayList;
import java.util.List;

/**
 * Which steps of a story are printed. A bug report tells what led to the bad step and to what made it visible, once the story is no
 * longer short. Of what is still too long: how it begins and ends, what stands around the marked steps, the turning points nearest
 * to the bad step, and then what led to it.
 */
final class Cut {
    private static final int SHORT = 10;
    private static final int AT_BEGIN = 6;
    private static final int AT_END = 2;
    private static final int BEFORE_MARK = 8;
    private static final int AFTER_MARK = 4;

    private final List<Step> steps;
    private final boolean[] stays;
    private int left;

    private Cut(List<Step> steps, int most) {
        this.steps = steps;
        this.stays = new boolean[steps.size()];
        this.left = most;
    }

    /**
     * The places of the steps that a bug report tells, ascending: all of a story of up to {@value #SHORT} steps, of a longer one those
     * that may have led to what is told.
     */
    static List<Integer> causes(List<Step> steps, int most) {
        if (steps.size() <= SHORT || steps.stream().allMatch(Step::led)) {
            return places(steps, most);
        }
        List<Integer> causes = new ArrayList<>();
        List<Step> led = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).led()) {
                causes.add(i);
                led.add(steps.get(i));
            }
        }
        return places(led, most).stream().map(causes::get).toList();
    }

    /** The places of the steps that stay, ascending; all of them if there are no more than {@code most}. */
    static List<Integer> places(List<Step> steps, int most) {
        Cut cut = new Cut(steps, most);
        cut.keep(0, AT_BEGIN);
        cut.keep(steps.size() - AT_END, steps.size());
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).mark() != Mark.NONE) {
                cut.keep(i - BEFORE_MARK, i + AFTER_MARK);
            }
        }
        int bad = cut.bad();
        cut.keepDown(bad, true);
        cut.keepUp(bad, true);
        cut.keepDown(bad, false);
        cut.keepUp(bad, false);
        return cut.places();
    }

    private int bad() {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).mark() == Mark.FIRST_BAD) {
                return i;
            }
        }
        return 0;
    }

    private void keepDown(int from, boolean onlyTurningPoints) {
        for (int i = from; i >= 0; i--) {
            keepOne(i, onlyTurningPoints);
        }
    }

    private void keepUp(int from, boolean onlyTurningPoints) {
        for (int i = from; i < steps.size(); i++) {
            keepOne(i, onlyTurningPoints);
        }
    }

    private void keepOne(int place, boolean onlyTurningPoints) {
        if (!onlyTurningPoints || steps.get(place).turningPoint()) {
            keep(place, place + 1);
        }
    }

    private void keep(int from, int to) {
        for (int i = Math.max(0, from); i < Math.min(to, steps.size()) && left > 0; i++) {
            if (!stays[i]) {
                stays[i] = true;
                left--;
            }
        }
    }

    private List<Integer> places() {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < stays.length; i++) {
            if (stays[i]) {
                places.add(i);
            }
        }
        return places;
    }
}
