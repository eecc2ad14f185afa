package io.offsetlab.group.modern;

/** group.consumer.migration.policy: whether a group with members may change its protocol. After Kafka's ConsumerGroupMigrationPolicy. */
public enum MigrationPolicy {
    BIDIRECTIONAL,
    UPGRADE,
    DOWNGRADE,
    DISABLED;

    /** Whether members of the consumer protocol may join a group of classic members. */
    public boolean allowsUpgrade() {
        return this == BIDIRECTIONAL || this == UPGRADE;
    }

    /** Whether a group becomes classic again when its last member of the consumer protocol goes. */
    public boolean allowsDowngrade() {
        return this == BIDIRECTIONAL || this == DOWNGRADE;
    }

    /** Whether classic members may join a group of the consumer protocol that has members. */
    public boolean allowsBoth() {
        return this != DISABLED;
    }
}
