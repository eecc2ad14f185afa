package io.offsetlab.group;

import io.offsetlab.protocol.Offsets;
import org.apache.kafka.common.protocol.Errors;

/** What an administrator may do to the group and its offsets (S1.24, S7.10). */
final class Administration {
    private final Surroundings around;
    private final CurrentGroup group;
    private final OffsetStore store;
    private final OffsetExpiry expiry;

    Administration(Surroundings around, CurrentGroup group, OffsetStore store, OffsetExpiry expiry) {
        this.around = around;
        this.group = group;
        this.store = store;
        this.expiry = expiry;
    }

    /** Returns the first partition's error; the other partitions are altered all the same. */
    Errors alterOffsets(Offsets wanted) {
        if (!group.exists()) {
            group.classic().create();
        }
        if (!group.isEmpty()) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        Errors first = Errors.NONE;
        for (int i = 0; i < wanted.size(); i++) {
            Errors error = around.storable(wanted, i);
            if (error == Errors.NONE) {
                store.alter(wanted, i);
                expiry.stored(wanted.partition(i));
            } else if (first == Errors.NONE) {
                first = error;
            }
        }
        return first;
    }

    /** Returns the first partition's error; the other partitions are deleted all the same. */
    Errors deleteOffsets(int... partitions) {
        if (!group.exists()) {
            return Errors.GROUP_ID_NOT_FOUND;
        }
        Errors first = Errors.NONE;
        for (int partition : partitions) {
            Errors error = deletable(partition);
            if (error == Errors.NONE) {
                delete(partition);
            } else if (first == Errors.NONE) {
                first = error;
            }
        }
        return first;
    }

    private Errors deletable(int partition) {
        if (!around.topology().exists(partition)) {
            return Errors.UNKNOWN_TOPIC_OR_PARTITION;
        }
        return group.isSubscribed(partition) ? Errors.GROUP_SUBSCRIBED_TO_TOPIC : Errors.NONE;
    }

    /** Removes what is stored of a partition. */
    void delete(int partition) {
        if (store.offsets().get(partition) != CommittedOffsets.NONE
                || store.pending().has(partition)) {
            store.remove(partition);
        }
    }

    Errors deleteGroup() {
        if (!group.exists()) {
            return Errors.GROUP_ID_NOT_FOUND;
        }
        if (!group.isEmpty()) {
            return Errors.NON_EMPTY_GROUP;
        }
        for (int partition = 0; partition < store.offsets().capacity(); partition++) {
            delete(partition);
        }
        group.delete();
        return Errors.NONE;
    }
}
