package io.offsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.offsetlab.policy.Answers;
import io.offsetlab.policy.Answers.When;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LoopsTest {

    /** In the background, every 0 ms, commits would follow one another at one instant for ever. */
    @ParameterizedTest
    @EnumSource(names = {"EVERY_N", "EVERY_INTERVAL", "IN_BACKGROUND"})
    void aPolicyThatCommitsEverySoOftenSaysHowOften(When when) {
        Answers usual = Policies.SYNC_AFTER_BATCH.answers();
        Policy policy = Policies.SYNC_AFTER_BATCH.withAnswers(new Answers(
                usual.which(),
                when,
                0,
                usual.send(),
                usual.onRevoke(),
                usual.onLost(),
                usual.onClose(),
                usual.forget(),
                usual.startFrom(),
                usual.storing(),
                usual.onError()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Watched(new SmallWorld().build(), policy))
                .withMessageContaining("every must be at least 1, but was 0");
    }
}
