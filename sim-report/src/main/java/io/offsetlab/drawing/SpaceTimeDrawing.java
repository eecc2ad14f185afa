package io.offsetlab.drawing;

import io.offsetlab.narrative.Mark;
import io.offsetlab.narrative.SpaceTime;
import io.offsetlab.narrative.Step;
import io.offsetlab.narrative.Story;
import io.offsetlab.trace.Lane;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A story as a space-time diagram: a lane for each member, the coordinator and each log, steps as numbers that link to the text,
 * messages as arrows, lost ones broken, rebalances as bands, faults as marks, and under the axis the offsets of each partition.
 */
public final class SpaceTimeDrawing {
    private static final long LEFT = 1350;
    private static final long CHARACTER = 66;
    private static final int MOST_PARTITIONS = 6;
    private static final long WIDEST = 10_600;
    private static final long RADIUS = 95;

    private final SpaceTime spaceTime;
    private final RunHeader header;
    private final List<Step> steps = new ArrayList<>();
    private final TreeSet<Integer> partitions = new TreeSet<>();
    private final List<SpaceTime.Arrow> arrows;
    private final TimeAxis axis;
    private final Rows rows;

    /**
     * @param focus the partition that the story is about, or -1
     * @param mostSteps how many steps of the story are drawn at most
     */
    public SpaceTimeDrawing(Story story, SpaceTime spaceTime, int focus, int mostSteps) {
        this.spaceTime = spaceTime;
        this.header = story.header();
        story.causes(mostSteps).forEach(place -> steps.add(story.steps().get(place)));
        arrows = ArrowDrawing.within(steps, spaceTime.arrows());
        choosePartitions(focus);
        TreeSet<Long> moments = new TreeSet<>();
        for (SpaceTime.Arrow arrow : arrows) {
            moments.add(arrow.from());
            moments.add(arrow.to());
        }
        axis = new TimeAxis(steps, moments, LEFT);
        rows = new Rows(header, partitions);
    }

    private void choosePartitions(int focus) {
        if (focus >= 0) {
            partitions.add(focus);
        }
        for (Step step : steps) {
            step.offsets().forEach(offsets -> add(offsets.partition()));
        }
        for (SpaceTime.Arrow arrow : arrows) {
            if (Lane.isPartition(arrow.fromLane())) {
                add(Lane.partitionOf(arrow.fromLane()));
            }
        }
    }

    private void add(int partition) {
        if (partitions.size() < MOST_PARTITIONS) {
            partitions.add(partition);
        }
    }

    /** The steps that are drawn. */
    public List<Step> steps() {
        return steps;
    }

    /** Draws it where the document is, in strips that are read from top to bottom like lines of text. */
    public void draw(Markup out) {
        List<Long> borders = axis.borders(WIDEST);
        for (int i = 0; i + 1 < borders.size(); i++) {
            String part = borders.size() == 2 ? "" : ", strip " + (i + 1) + " of " + (borders.size() - 1);
            out.start("div", "class", "scroll strip", "tabindex", "0");
            strip(out, borders.get(i), borders.get(i + 1), "space-time diagram of the failure" + part);
            out.endLine();
        }
    }

    private void strip(Markup out, long left, long right, String title) {
        Canvas canvas = new Canvas(out);
        OffsetRows offsets = new OffsetRows(canvas, axis, header);
        long bottom = rows.bottom() + offsets.height(partitions.size());
        canvas.startStrip(left, right, LEFT, bottom + 100, title);
        bands(canvas);
        lanes(canvas);
        lives(canvas);
        times(canvas, bottom);
        new ArrowDrawing(canvas, axis, rows, steps).draw(arrows);
        marks(canvas, bottom);
        for (Step step : steps) {
            if (canvas.keeps(axis.of(step))) {
                step(canvas, out, step);
            }
        }
        offsets.draw(spaceTime.tracks(), partitions, rows.bottom(), left);
        canvas.margin("margin", left - LEFT, LEFT - 40, bottom + 100);
        names(canvas, left);
        offsets.names(partitions, rows.bottom(), left);
        canvas.end();
    }

    private void names(Canvas canvas, long left) {
        for (int lane : rows.lanes()) {
            canvas.name("label", "end", left - 120, rows.of(lane) + 38, shortened(header.laneName(lane)));
        }
    }

    private void bands(Canvas canvas) {
        for (SpaceTime.Rebalance band : spaceTime.rebalances()) {
            long left = axis.startOf(band.from());
            long right = axis.at(band.to());
            if (right > left && left < axis.to()) {
                String name = band.generation() < 0 ? "rebalance" : "generation " + band.generation();
                long wide = Math.max(right - left, 120);
                canvas.rectangle(
                        "band",
                        left - 60,
                        rows.top() + 230,
                        wide + 120,
                        rows.endOfGroup() - rows.top() - 230,
                        "rebalance: " + name);
                if (wide > name.length() * CHARACTER) {
                    canvas.text("tick", "end", right - 30, rows.endOfGroup() - 40, name);
                }
            }
        }
    }

    private void lanes(Canvas canvas) {
        for (int lane : rows.lanes()) {
            if (!Lane.isMember(lane)) {
                canvas.line("lane", LEFT, rows.of(lane), axis.to(), rows.of(lane));
            } else {
                canvas.line("lane gone", LEFT, rows.of(lane), axis.to(), rows.of(lane));
            }
        }
    }

    private static String shortened(String name) {
        int most = (int) ((LEFT - 150) / CHARACTER);
        return name.length() <= most ? name : "..." + name.substring(name.length() - most + 3);
    }

    private void lives(Canvas canvas) {
        for (SpaceTime.Life life : spaceTime.lives()) {
            long y = rows.of(life.member());
            String style = life.standsStill() ? "lane still" : "lane runs";
            canvas.line(style, axis.startOf(life.from()), y, axis.at(life.to()), y);
        }
    }

    /** The axis: a time where a stretch begins, and how much later what follows is, where there is room. */
    private void times(Canvas canvas, long bottom) {
        long y = rows.top() - 60;
        canvas.line("axis", LEFT, y + 60, axis.to(), y + 60);
        long free = 0;
        long begun = -1;
        for (var moment : axis.moments().entrySet()) {
            long x = moment.getValue();
            boolean begins = begun < 0 || axis.cuts().stream().anyMatch(cut -> cut.x() < x && cut.x() > x - 640);
            begun = begins ? moment.getKey() : begun;
            String text = begins ? Times.seconds(begun) : "+" + Times.span(moment.getKey() - begun);
            canvas.line("axis", x, y + 30, x, y + 60);
            if (x >= free && canvas.fits(x - 20, text)) {
                canvas.text(begins ? "tick begin" : "tick", "start", x - 20, y, text);
                free = x + text.length() * 60L + 80;
            }
        }
        for (TimeAxis.Cut cut : axis.cuts()) {
            String what = Times.span(cut.micros()) + (cut.steps() == 0 ? "" : ", " + cut.steps() + " steps");
            canvas.rectangle("cut", cut.x() - 90, y + 20, 180, bottom - y - 20, what + " left out");
            // at the end of a strip the cut belongs to that, not to the next one
            if (canvas.keeps(cut.x() - 1)) {
                canvas.name(
                        "tick cut-text",
                        canvas.keeps(cut.x()) ? "middle" : "end",
                        cut.x(),
                        rows.top() - 220,
                        Times.span(cut.micros()));
            }
            for (long side = -90; side <= 90; side += 180) {
                canvas.line("cut-edge", cut.x() + side + 40, y + 20, cut.x() + side - 40, y + 100);
            }
        }
    }

    /** Upright lines through all lanes: faults, the first bad step, the one that shows it. */
    private void marks(Canvas canvas, long bottom) {
        for (Step step : steps) {
            long x = axis.of(step);
            if (step.mark() != Mark.NONE) {
                String style = step.mark() == Mark.FIRST_BAD ? "bad-line" : "visible-line";
                canvas.line(style, x, rows.top(), x, bottom);
                canvas.text(
                        style + "-text",
                        "middle",
                        x,
                        rows.top() + 130,
                        step.mark() == Mark.FIRST_BAD ? "first bad" : "here it shows");
            } else if (isFault(step)) {
                canvas.line("fault-line", x, rows.of(Lane.WORLD), x, rows.endOfGroup());
            }
        }
    }

    private static boolean isFault(Step step) {
        return step.text().startsWith("fault ") || step.text().contains("(fault ");
    }

    private void step(Canvas canvas, Markup out, Step step) {
        long x = axis.of(step);
        long y = rows.of(step.lane());
        long radius = RADIUS + 25L * Math.max(0, Integer.toString(step.number()).length() - 2);
        String tip = "step " + step.number() + ", " + Times.seconds(step.at()) + ": " + step.text();
        out.start("a", "id", "at-" + step.number(), "href", "#step-" + step.number());
        switch (step.mark()) {
            case FIRST_BAD -> canvas.circle("step bad", x, y, radius + 15, tip);
            case VISIBLE -> canvas.circle("step visible", x, y, radius + 15, tip);
            case NONE -> {
                if (isFault(step)) {
                    canvas.diamond("step fault", x, y, radius + 30, tip);
                } else {
                    canvas.circle("step", x, y, radius, tip);
                }
            }
        }
        canvas.text("number", "middle", x, y + 34, Integer.toString(step.number()));
        out.end();
    }
}
