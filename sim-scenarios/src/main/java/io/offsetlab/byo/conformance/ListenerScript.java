package io.offsetlab.byo.conformance;

import java.util.ArrayList;
import java.util.List;

/**
 * What a recorded consumer does in its rebalance callbacks.
 *
 * @param rethrow whether the callback lets an action's exception out
 */
record ListenerScript(List<Action> assigned, List<Action> revoked, List<Action> lost, boolean rethrow) {

    /** One thing to do in a callback; the name is that of the recordings. */
    enum Action {
        COMMIT_SYNC("commitSync"),
        /** commitSync of the offsets behind the last processed records. */
        COMMIT_PROCESSED("commitProcessed"),
        /** Forgets the records of these partitions that are delivered and not processed. */
        DROP("drop"),
        /** Seeks to what the external store holds, or to 0. */
        SEEK_TO_STORE("seekToStore"),
        SEEK_TO_BEGINNING("seekToBeginning"),
        PAUSE("pause"),
        THROW("throw");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** @throws IllegalArgumentException if an action is unknown */
    static ListenerScript read(JsonFields step) {
        if (!step.has("listener")) {
            return new ListenerScript(List.of(), List.of(), List.of(), false);
        }
        JsonFields listener = step.inner("listener");
        return new ListenerScript(
                actions(listener, "assigned"),
                actions(listener, "revoked"),
                actions(listener, "lost"),
                listener.flag("rethrow"));
    }

    private static List<Action> actions(JsonFields listener, String callback) {
        List<Action> actions = new ArrayList<>();
        if (listener.has(callback)) {
            List<String> names = new ArrayList<>();
            for (Action action : Action.values()) {
                names.add(action.text);
            }
            for (String name : listener.textsOf(callback, names)) {
                actions.add(Action.values()[names.indexOf(name)]);
            }
        }
        return actions;
    }
}
