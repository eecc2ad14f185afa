package io.offsetlab.drawing;

import io.offsetlab.narrative.Inevitability;
import io.offsetlab.narrative.Inevitability.Share;
import java.util.List;

/** The share of continuations that fail, moment by moment, each with its interval. */
final class InevitabilityChart {
    private static final long LEFT = 620;
    private static final long TOP = 150;
    private static final long HEIGHT = 1500;
    private static final long COLUMN = 470;
    private static final long FOOT = 520;

    private final Inevitability inevitability;

    InevitabilityChart(Inevitability inevitability) {
        this.inevitability = inevitability;
    }

    void draw(Markup out) {
        Canvas canvas = new Canvas(out);
        List<Share> shares = inevitability.shares();
        long right = LEFT + shares.size() * COLUMN + 100;
        canvas.start(Math.max(5600, right + 100), TOP + HEIGHT + FOOT, "share of continuations that fail, by step");
        for (int percent = 0; percent <= 100; percent += 25) {
            canvas.line("grid", LEFT, y(percent / 100.0), right, y(percent / 100.0));
            canvas.text("tick", "end", LEFT - 60, y(percent / 100.0) + 38, percent + " %");
        }
        long from = inevitability.inevitableFrom();
        for (int i = 0; i < shares.size(); i++) {
            Share share = shares.get(i);
            long x = x(i);
            double middle = (double) share.fails() / share.of();
            if (i > 0) {
                double before =
                        (double) shares.get(i - 1).fails() / shares.get(i - 1).of();
                canvas.line("path", x(i - 1), y(before), x, y(middle));
            }
            canvas.line("range", x, y(share.high()), x, y(share.low()));
            String tip = "after step " + share.step() + ": " + share.fails() + " of " + share.of() + " fail; "
                    + share.text();
            canvas.circle(i >= from ? "mark bad" : "mark good", x, y(middle), 50, tip);
            canvas.text("tick", "middle", x, TOP + HEIGHT + 170, share.step() == 0 ? "start" : "" + share.step());
        }
        canvas.text("axis-title", "middle", (LEFT + right) / 2, TOP + HEIGHT + 380, "kept up to this step");
        canvas.end();
    }

    private static long x(int place) {
        return LEFT + COLUMN / 2 + place * COLUMN;
    }

    private static long y(double share) {
        return TOP + StrictMath.round((1 - share) * HEIGHT);
    }
}
