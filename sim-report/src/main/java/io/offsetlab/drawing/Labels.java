package io.offsetlab.drawing;

import java.util.ArrayList;
import java.util.List;

/** Finds room for names beside points, so that they cover neither one another nor a point. Lengths are tenths of a pixel. */
final class Labels {
    private static final long CHARACTER = 66;
    private static final long SMALL_CHARACTER = 54;
    private static final long ABOVE = 95;
    private static final long BELOW = 35;
    private static final long GAP = 100;
    private static final long STEP = 45;
    private static final int STEPS = 40;
    private static final long FAR = 100;

    private final long left;
    private final long right;
    private final long top;
    private final long bottom;
    private final List<Box> taken = new ArrayList<>();

    Labels(long left, long right, long top, long bottom) {
        this.left = left;
        this.right = right;
        this.top = top;
        this.bottom = bottom;
    }

    private record Box(long left, long top, long right, long bottom) {
        boolean meets(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    /**
     * Where a name goes.
     *
     * @param anchor start or end, where x is
     * @param isFar whether a line has to lead there
     */
    record Place(String anchor, long x, long y, boolean isFar) {
        long tipX() {
            return anchor.equals("start") ? x - 25 : x + 25;
        }

        long tipY() {
            return y - 35;
        }
    }

    /** No name may lie here. */
    void keepFree(long x, long y, long radius) {
        taken.add(new Box(x - radius, y - radius, x + radius, y + radius));
    }

    /** A place for a name beside a point, as near as there is room; on top of others if there is none at all. */
    Place place(long x, long y, String name) {
        long width = name.length() * CHARACTER;
        for (int step = 0; step < STEPS; step++) {
            long shift = (step % 2 == 0 ? -STEP : STEP) * ((step + 1) / 2);
            boolean far = Math.abs(shift) > FAR;
            long gap = far ? GAP * 2 : GAP;
            Place toRight = new Place("start", x + gap, y + 35 + shift, far);
            if (take(x + gap, toRight.y(), width)) {
                return toRight;
            }
            Place toLeft = new Place("end", x - gap, y + 35 + shift, far);
            if (take(x - gap - width, toLeft.y(), width)) {
                return toLeft;
            }
        }
        return new Place("start", x + GAP, y + 35, false);
    }

    /** Takes the room for a small text that begins here, if there is any. */
    boolean takeBeside(long x, long y, String text) {
        return take(x, y, text.length() * SMALL_CHARACTER);
    }

    private boolean take(long x, long y, long width) {
        Box box = new Box(x, y - ABOVE, x + width, y + BELOW);
        boolean inside = box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom;
        if (!inside || taken.stream().anyMatch(box::meets)) {
            return false;
        }
        taken.add(box);
        return true;
    }
}
