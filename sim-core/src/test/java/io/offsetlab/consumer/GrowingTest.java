package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.MS;
import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Partitions that come into being during a run: numbered in the order of creation, shown in the order of their names. */
final class GrowingTest {
    private final Lab lab = new Lab(1, 3);

    /** S8.10. */
    @Test
    void aPartitionThatIsAddedIsAssignedOnceTheLeaderSeesIt() {
        Application member = lab.application().subscribe();
        member.client.context().metadata().watch(lab::exists, 500 * MS);
        assertThat(member.pollRecords()).isEqualTo("0@0-2");
        member.commitSync(null);
        lab.grow("t", 1, 2);

        assertThat(member.pollRecords()).isEqualTo("1@0-1");
        assertThat(member.callbacks).containsExactly("assigned [0]", "revoked [0]", "assigned [0, 1]");
    }

    /** S4.29. */
    @Test
    void theListenerIsGivenPartitionsByNameWhateverTheOrderOfCreation() {
        lab.grow("t", 2, 1);
        lab.grow("t", 1, 1);
        Application member = lab.application().subscribe();
        member.poll(SECOND);

        assertThat(member.callbacks).containsExactly("assigned [0, 2, 1]");
    }
}
