package io.offsetlab.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.offsetlab.policy.OnError.Reaction;
import org.junit.jupiter.api.Test;

/** How often a record that cannot be processed is tried before something is done about it. */
final class OnErrorTest {

    @Test
    void aRecordIsTriedSoManyTimesAndNotOnceMore() {
        OnError thrice = new OnError(Reaction.SKIP, 3);

        assertThat(thrice.attempts()).isEqualTo(3);
        assertThat(thrice.triesAgain(2)).isTrue();
        assertThat(thrice.triesAgain(3)).isFalse();
        assertThat(OnError.STOP.triesAgain(1)).isFalse();
    }

    @Test
    void whoeverRetriesNeverGivesUp() {
        for (Reaction reaction : new Reaction[] {Reaction.RETRY, Reaction.RETRY_PARTITION}) {
            OnError retrying = new OnError(reaction, 3);
            assertThat(retrying.attempts()).as("has no meaning").isEqualTo(1);
            assertThat(retrying.triesAgain(1_000)).isTrue();
        }
    }

    @Test
    void noTryAtAllIsRefused() {
        assertThat(new OnError(Reaction.IGNORE, 1).attempts()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OnError(Reaction.IGNORE, 0))
                .withMessage("a record must be tried at least once, but attempts were 0");
    }
}
