package io.offsetlab.app;

import java.util.List;

/**
 * What a scripted consumer does in its rebalance callbacks.
 *
 * @param rethrow whether the callback lets an action's exception out
 */
public record ScriptListener(List<Action> assigned, List<Action> revoked, List<Action> lost, boolean rethrow) {
    /** Does nothing. */
    public static final ScriptListener NOTHING = new ScriptListener(List.of(), List.of(), List.of(), false);

    /** One thing to do in a callback; the name is that of the recordings. */
    public enum Action {
        /** commitSync() without arguments. */
        COMMIT_SYNC("commitSync"),
        /** commitSync of the offsets behind the last processed records. */
        COMMIT_PROCESSED("commitProcessed"),
        /** Forgets the records of these partitions that are delivered and not processed. */
        DROP("drop"),
        /** Seeks to what the external store holds. */
        SEEK_TO_STORE("seekToStore"),
        SEEK_TO_BEGINNING("seekToBeginning"),
        PAUSE("pause"),
        /** Throws an IllegalStateException. */
        THROW("throw");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
