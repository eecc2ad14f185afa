package io.offsetlab.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rooms of the house and what each may import: the table of the README's architecture section, line by line.
 *
 * <p>A room is the first name behind {@code io.offsetlab}; {@code consumer.classic} lies in {@code consumer}. Every room may use
 * itself. A new room, or a new arrow, is a line here and a reason in the commit.
 */
final class House {
    static final String ROOT = "io.offsetlab";

    /** Rooms that never import one another; they meet in {@code cluster}. Their lines below must not name each other. */
    static final List<String> SIBLINGS =
            List.of("log", "group", "transaction", "network", "consumer", "producer", "sink", "fault");

    /** Classes elsewhere that name a thread: the hook that ends another JVM together with this one, and who waits for one to end. */
    static final List<String> WITH_A_HOOK = List.of("io.offsetlab.cli.SweepJvm", "io.offsetlab.cli.OtherJvm");

    /** Rooms that may start threads and use what makes threads meet. */
    static final List<String> WITH_THREADS = List.of("experiment", "byo");

    /** Classes and rooms that may touch the console and end the process. */
    static final List<String> WITH_CONSOLE = List.of("io.offsetlab.cli.", "io.offsetlab.byo.conformance.Main");

    private static final String CORE =
            "engine protocol trace log group transaction network consumer producer sink policy app"
                    + " fault cluster invariant ";
    private static final String SCENARIOS = "scenario metric narrative experiment counterexample byo catalogue ";

    private static final Map<String, List<String>> MAY_IMPORT = new TreeMap<>();

    static {
        // sim-core
        room("engine", "");
        room("protocol", "");
        room("trace", "protocol");
        room("log", "engine protocol trace");
        room("group", "engine protocol trace");
        room("transaction", "engine protocol trace");
        room("network", "engine protocol trace");
        room("consumer", "engine protocol trace");
        room("producer", "engine protocol trace");
        room("sink", "engine protocol trace");
        room("policy", "protocol");
        room("app", "engine protocol trace consumer producer sink policy");
        room("fault", "protocol");
        room("cluster", "engine protocol trace log group transaction network consumer producer sink policy app fault");
        room("invariant", "protocol trace");

        // sim-scenarios
        room("scenario", CORE);
        room("metric", "protocol trace");
        room("narrative", "protocol trace scenario");
        room("experiment", CORE + "scenario metric");
        room("counterexample", CORE + "scenario experiment narrative");
        room("byo", CORE + "scenario");
        room("catalogue", CORE + "scenario experiment byo");
        room("testkit", CORE + SCENARIOS);

        // sim-report
        room("drawing", CORE + SCENARIOS);
        room("report", CORE + SCENARIOS + "drawing");
        room("cli", CORE + SCENARIOS + "drawing report");
    }

    private House() {}

    private static void room(String name, String mayImport) {
        MAY_IMPORT.put(
                name, mayImport.isBlank() ? List.of() : List.of(mayImport.trim().split(" ")));
    }

    static List<String> rooms() {
        return List.copyOf(MAY_IMPORT.keySet());
    }

    /** The rooms this one may import. */
    static List<String> mayImport(String room) {
        return MAY_IMPORT.getOrDefault(room, List.of());
    }

    /** The room of a package of ours; empty for {@code io.offsetlab} itself. */
    static String roomOf(String packageName) {
        if (packageName.equals(ROOT)) {
            return "";
        }
        String below = packageName.substring(ROOT.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    static boolean isOurs(String packageName) {
        return packageName.equals(ROOT) || packageName.startsWith(ROOT + ".");
    }

    /** What is wrong with the table itself: an arrow to a room that is not there, or two siblings that know each other. */
    static List<String> faultsOfTheTable() {
        List<String> faults = new ArrayList<>();
        for (String room : rooms()) {
            for (String other : new TreeSet<>(mayImport(room))) {
                if (!MAY_IMPORT.containsKey(other)) {
                    faults.add(room + " may import " + other + ", which is no room");
                }
                if (SIBLINGS.contains(room) && SIBLINGS.contains(other)) {
                    faults.add(room + " and " + other + " are siblings and must not know each other");
                }
            }
        }
        return faults;
    }
}
