package io.offsetlab.experiment;

import io.offsetlab.scenario.BadInput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the parts of one plan together again. */
public final class Shards {
    private Shards() {}

    /**
     * A result and the name it has in messages.
     *
     * @param name such as a file's
     */
    public record Part(String name, SweepResult result) {}

    /**
     * The result that one run of the whole plan would have given.
     *
     * @throws BadInput if the parts are of different plans, overlap, or do not make up the whole
     */
    public static SweepResult merge(List<Part> parts) {
        if (parts.isEmpty()) {
            throw new BadInput("merge: found no results, needed is at least one");
        }
        Part first = parts.get(0);
        int shards = first.result().plan().shards();
        if (shards == 1 && parts.size() == 1) {
            return first.result();
        }
        Part[] byShard = new Part[shards];
        for (Part part : parts) {
            place(part, first, byShard);
        }
        requireAll(byShard);
        return joined(byShard, first.result().plan().whole());
    }

    private static void place(Part part, Part first, @Nullable Part[] byShard) {
        SweepPlan plan = part.result().plan();
        SweepPlan other = first.result().plan();
        String difference = difference(plan, other);
        if (difference != null) {
            throw new BadInput(part.name() + ": found " + difference + " as in " + first.name()
                    + ", allowed are parts of one plan");
        }
        Part twin = byShard[plan.shard() - 1];
        if (twin != null) {
            throw new BadInput(part.name() + ": found shard " + plan.shard() + "/" + plan.shards() + ", which "
                    + twin.name() + " holds already; parts must not overlap");
        }
        byShard[plan.shard() - 1] = part;
    }

    private static @Nullable String difference(SweepPlan plan, SweepPlan other) {
        if (plan.engineVersion() != other.engineVersion()) {
            return "engine version " + plan.engineVersion() + " and not " + other.engineVersion();
        }
        if (!plan.kafkaVersion().equals(other.kafkaVersion())) {
            return "Kafka " + plan.kafkaVersion() + " and not " + other.kafkaVersion();
        }
        if (!plan.scenario().equals(other.scenario())) {
            return "scenario " + plan.scenario() + " and not " + other.scenario();
        }
        if (plan.seedFrom() != other.seedFrom() || plan.seedTo() != other.seedTo()) {
            return "seeds " + plan.seedFrom() + ".." + plan.seedTo() + " and not " + other.seedFrom() + ".."
                    + other.seedTo();
        }
        if (plan.shards() != other.shards()) {
            return "a part of " + plan.shards() + " shards and not of " + other.shards();
        }
        if (!plan.policies().equals(other.policies())) {
            return "other policies and not those";
        }
        return plan.inputs() == other.inputs() ? null : "another content of scenario or policies and not the one";
    }

    private static void requireAll(@Nullable Part[] byShard) {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < byShard.length; i++) {
            if (byShard[i] == null) {
                missing.add((i + 1) + "/" + byShard.length);
            }
        }
        if (!missing.isEmpty()) {
            throw new BadInput("merge: found no results of shard " + String.join(", ", missing)
                    + ", needed are all parts of the plan");
        }
    }

    private static SweepResult joined(Part[] byShard, SweepPlan whole) {
        List<WorldLine> worlds = new ArrayList<>();
        List<RunRow> rows = new ArrayList<>();
        int policies = whole.policies().size();
        for (int i = 0; i < whole.seedCount(); i++) {
            SweepResult part = byShard[i % byShard.length].result();
            int place = i / byShard.length;
            worlds.add(part.worlds().get(place));
            rows.addAll(part.rows().subList(place * policies, (place + 1) * policies));
        }
        return new SweepResult(whole, worlds, rows);
    }
}
