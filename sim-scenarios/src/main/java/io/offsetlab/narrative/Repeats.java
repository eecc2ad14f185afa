package io.offsetlab.narrative;

import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Tells steps once that come again and again in the same order: polls of a record that always fails, a process that never gets far. */
final class Repeats {
    /** So many steps in a row are recognized when they come again. */
    private static final int LONGEST = 12;

    /** Numbers that count on while the same happens, and what is said of some times only. */
    private static final Pattern COUNTS =
            Pattern.compile("( again$| \\(since [0-9.]+\\))|((life|generation|commit) \\d+)");

    private final List<Draft> drafts;
    private final List<String> shapes = new ArrayList<>();

    private Repeats(List<Draft> drafts) {
        this.drafts = drafts;
        for (Draft draft : drafts) {
            shapes.add(draft.lane + " " + COUNTS.matcher(draft.told()).replaceAll("$3"));
        }
    }

    static List<Draft> folded(List<Draft> drafts) {
        return new Repeats(drafts).folded();
    }

    /** What comes several times in a row as one step, which still says what kind of thing it is. */
    static List<Draft> counted(List<Draft> drafts) {
        Repeats repeats = new Repeats(drafts);
        List<Draft> counted = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            int more = repeats.same(i, 1);
            if (more > 0 && drafts.get(i).fact instanceof CallFact) {
                Draft often = often(drafts.subList(i, i + 1 + more));
                often.fact = drafts.get(i).fact;
                counted.add(often);
                i += more;
            } else {
                counted.add(drafts.get(i));
            }
        }
        return counted;
    }

    private List<Draft> folded() {
        List<Draft> folded = new ArrayList<>();
        int i = 0;
        while (i < drafts.size()) {
            int length = repeated(i);
            if (length == 0) {
                folded.add(drafts.get(i));
                i++;
                continue;
            }
            int more = same(i, length);
            if (length > 1) {
                folded.addAll(drafts.subList(i, i + length));
                folded.add(again(drafts.subList(i + length, i + length + more), length));
            } else {
                folded.add(often(drafts.subList(i, i + 1 + more)));
            }
            i += length + more;
        }
        return folded;
    }

    /** The length of the shortest stretch from here that comes again often enough to be worth it, or 0. */
    private int repeated(int from) {
        for (int length = 1; length <= LONGEST && from + 2 * length <= drafts.size(); length++) {
            int more = same(from, length);
            if (more >= length && more >= Math.min(3, 2 * length)) {
                return length;
            }
        }
        return 0;
    }

    /** How many steps behind the stretch are the same as those one stretch before them. */
    private int same(int from, int length) {
        int same = from;
        while (same + length < drafts.size()
                && drafts.get(same).isPlain()
                && drafts.get(same + length).isPlain()
                && shapes.get(same).equals(shapes.get(same + length))) {
            same++;
        }
        return same - from;
    }

    /** One step, so many times. */
    private static Draft often(List<Draft> same) {
        Draft one = same.get(0);
        return told(same, one.lane, one.told() + " (" + same.size() + " times)");
    }

    /** Several steps in a row, so many times, and perhaps some of them once more. */
    private static Draft again(List<Draft> rest, int length) {
        int times = rest.size() / length;
        int more = rest.size() % length;
        String text = "the last " + length + " steps again" + (times == 1 ? "" : ", " + times + " times")
                + (more == 0 ? "" : more == 1 ? ", then the first of them" : ", then the first " + more + " of them");
        int lane = rest.get(0).lane;
        return told(rest, rest.stream().allMatch(draft -> draft.lane == lane) ? lane : Lane.WORLD, text);
    }

    private static Draft told(List<Draft> same, int lane, String text) {
        Draft last = same.get(same.size() - 1);
        Draft told = new Draft(last.at, lane, text);
        told.firstAt = same.get(0).firstAt;
        told.offsets = last.offsets;
        told.turningPoint = same.stream().anyMatch(draft -> draft.turningPoint);
        told.led = same.stream().anyMatch(draft -> draft.led);
        return told;
    }
}
