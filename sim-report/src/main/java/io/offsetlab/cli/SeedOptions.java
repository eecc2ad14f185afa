package io.offsetlab.cli;

import io.offsetlab.scenario.BadInput;
import io.offsetlab.trace.RunHeader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which seeds run, and under which engine. */
final class SeedOptions {
    @Option(
            names = "--seeds",
            paramLabel = "N|A..B",
            description = "So many seeds from 1 on, or the seeds from A to B.")
    private @Nullable String seeds;

    @Option(names = "--seed", paramLabel = "N", description = "One seed.")
    private @Nullable String seed;

    @Option(
            names = "--engine",
            paramLabel = "V",
            description = "The engine version that a seed line was printed by; refused if this is another one.")
    private @Nullable String engine;

    boolean isGiven() {
        return seeds != null || seed != null;
    }

    /**
     * The seeds.
     *
     * @param usual how many if none is given
     */
    SeedRange range(long usual) {
        checkEngine();
        if (seeds != null && seed != null) {
            throw new BadInput("--seed and --seeds: found both, allowed is one");
        }
        if (seed != null) {
            return SeedRange.one(seed);
        }
        return seeds == null ? new SeedRange(1, usual) : SeedRange.parse(seeds);
    }

    /** The one seed. */
    long one(long usual) {
        SeedRange range = range(usual);
        if (seeds != null && range.size() != 1) {
            throw new BadInput("--seeds: found " + range.size() + " seeds, allowed is one; use --seed N");
        }
        return seed == null && seeds == null ? usual : range.from();
    }

    private void checkEngine() {
        if (engine != null && !engine.equals(Integer.toString(RunHeader.ENGINE_VERSION))) {
            throw new BadInput("--engine: found " + engine + ", this is engine " + RunHeader.ENGINE_VERSION
                    + ", which may draw another world from the same seed; replay the token instead, or run the build"
                    + " that printed the line");
        }
    }
}
