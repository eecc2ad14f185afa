package io.offsetlab.group.modern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** After Kafka's ConsumerGroupMigrationPolicy. */
final class MigrationPolicyTest {
    @Test
    void eachPolicySaysWhichWayAGroupMayGo() {
        assertThat(MigrationPolicy.values())
                .filteredOn(MigrationPolicy::allowsUpgrade)
                .containsExactly(MigrationPolicy.BIDIRECTIONAL, MigrationPolicy.UPGRADE);
        assertThat(MigrationPolicy.values())
                .filteredOn(MigrationPolicy::allowsDowngrade)
                .containsExactly(MigrationPolicy.BIDIRECTIONAL, MigrationPolicy.DOWNGRADE);
    }
}
