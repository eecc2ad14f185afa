package io.offsetlab.drawing;

import io.offsetlab.narrative.SpaceTime.Arrow;
import io.offsetlab.narrative.Step;
import io.offsetlab.trace.Lane;
import java.util.ArrayList;
import java.util.List;

/** Messages as arrows from lane to lane; one that was lost is broken and ends half way, at a cross. */
final class ArrowDrawing {
    private static final int MOST = 300;

    /** What happens so soon before or after a step that is drawn belongs to it. */
    private static final long AROUND_MICROS = 2_000;

    private static final double HEAD = 70;
    private static final double STOP = 100;

    private final Canvas canvas;
    private final TimeAxis axis;
    private final Rows rows;
    private final List<Step> steps;
    private final Labels labels;

    ArrowDrawing(Canvas canvas, TimeAxis axis, Rows rows, List<Step> steps) {
        this.canvas = canvas;
        this.axis = axis;
        this.rows = rows;
        this.steps = steps;
        labels = new Labels(axis.from(), axis.to(), rows.top(), rows.bottom());
        for (Step step : steps) {
            labels.keepFree(axis.of(step), rows.of(step.lane()), 110);
        }
    }

    /** Those of the arrows that lie within what is drawn of the story. */
    static List<Arrow> within(List<Step> steps, List<Arrow> arrows) {
        List<Arrow> within = new ArrayList<>();
        for (Arrow arrow : arrows) {
            if (within.size() < MOST && isNear(steps, arrow.from()) && isNear(steps, arrow.to())) {
                within.add(arrow);
            }
        }
        return within;
    }

    /** Between two neighbouring steps of the story, or close to one. */
    private static boolean isNear(List<Step> steps, long at) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (Math.abs(at - step.at()) <= AROUND_MICROS) {
                return true;
            }
            boolean follows = i + 1 < steps.size() && steps.get(i + 1).number() == step.number() + 1;
            if (follows && at >= step.at() && at <= steps.get(i + 1).at()) {
                return true;
            }
        }
        return false;
    }

    void draw(List<Arrow> arrows) {
        arrows.forEach(this::draw);
    }

    private void draw(Arrow arrow) {
        double x1 = end(arrow, arrow.from(), arrow.fromLane());
        double y1 = rows.of(arrow.fromLane());
        double x2 = Math.max(x1 + 60, end(arrow, arrow.to(), arrow.toLane()));
        double y2 = rows.of(arrow.toLane());
        double length = StrictMath.sqrt((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1));
        double dx = (x2 - x1) / length;
        double dy = (y2 - y1) / length;
        if (arrow.arrives()) {
            double reach = Math.max(HEAD, length - STOP);
            canvas.arrow(
                    "message" + (Lane.isPartition(arrow.fromLane()) ? " records" : ""),
                    round(x1),
                    round(y1),
                    round(x1 + dx * reach),
                    round(y1 + dy * reach),
                    HEAD,
                    arrow.text());
        } else {
            // the time of a message that never left says nothing about its length
            double xEnd = x1 + Math.max(120, Math.min(260, (x2 - x1) / 2));
            double yEnd = y1 + (y2 - y1) * 0.55;
            canvas.lost("message lost", round(x1), round(y1), round(xEnd), round(yEnd), arrow.text());
            label(arrow, round(xEnd) + 40, round(yEnd) + 35);
            return;
        }
        label(arrow, round(x1 + dx * length * 0.5), round(y1 + dy * length * 0.5));
    }

    private void label(Arrow arrow, long x, long y) {
        String text = arrow.arrives() ? arrow.label() : (arrow.label() + " lost").strip();
        if (!text.isEmpty() && canvas.fits(x + 40, text) && labels.takeBeside(x + 40, y, text)) {
            canvas.text(arrow.arrives() ? "arrow-text" : "arrow-text lost-text", "start", x + 40, y, text);
        }
    }

    /** At the step of the same time in the lane if there is one, rather at one that tells of this message than at another. */
    private double end(Arrow arrow, long at, int lane) {
        List<Step> there = steps.stream()
                .filter(step -> step.at() == at && step.lane() == lane)
                .toList();
        return there.stream()
                .filter(step -> !arrow.label().isEmpty() && step.text().startsWith(arrow.label() + " "))
                .findFirst()
                .or(() -> there.stream().findFirst())
                .map(axis::of)
                .orElseGet(() -> axis.startOf(at));
    }

    private static long round(double length) {
        return StrictMath.round(length);
    }
}
