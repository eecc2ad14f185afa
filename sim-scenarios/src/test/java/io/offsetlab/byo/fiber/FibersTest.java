package io.offsetlab.byo.fiber;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Risk: two fibers run at once, or one is given the turn that is not its own. */
final class FibersTest {
    private static final int FIRST_WITH_FIBERS = 24;

    private final List<String> said = new ArrayList<>();

    static Stream<Fibers> kinds() {
        return Stream.of(Fibers.onPlatformThreads(), Fibers.create(new Deaf()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void turnsGoToWhoeverIsNamed(Fibers fibers) {
        Fiber[] both = new Fiber[2];
        both[0] = fibers.create("one", () -> {
            said.add("one begins");
            fibers.pass(both[0], both[1]);
            said.add("one ends");
        });
        both[1] = fibers.create("two", () -> {
            said.add("two begins");
            fibers.toDriver(both[1]);
            said.add("two ends");
        });
        fibers.drive(() -> {
            fibers.resume(both[0]);
            said.add("driver");
            fibers.resume(both[0]);
            fibers.resume(both[1]);
        });

        assertThat(said).containsExactly("one begins", "two begins", "driver", "one ends", "two ends");
        assertThat(both[0].hasEnded()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachFiberHasThreadLocalsOfItsOwn(Fibers fibers) {
        ThreadLocal<String> local = new ThreadLocal<>();
        Fiber[] both = new Fiber[2];
        both[0] = fibers.create("one", () -> {
            local.set("one");
            fibers.pass(both[0], both[1]);
            said.add(local.get());
        });
        both[1] = fibers.create("two", () -> said.add(String.valueOf(local.get())));
        fibers.drive(() -> {
            fibers.resume(both[0]);
            fibers.resume(both[0]);
        });

        assertThat(said).containsExactly("null", "one");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anInterruptEndsNoWaitingAndIsNotLost(Fibers fibers) {
        Fiber[] one = new Fiber[1];
        one[0] = fibers.create("one", () -> {
            Thread.currentThread().interrupt();
            fibers.toDriver(one[0]);
            said.add("interrupted " + Thread.interrupted());
        });
        fibers.drive(() -> {
            fibers.resume(one[0]);
            said.add("driver");
            fibers.resume(one[0]);
        });

        assertThat(said).containsExactly("driver", "interrupted true");
    }

    @Test
    void virtualThreadsCarryFibersWhereTheJvmLetsUs() {
        boolean opened =
                Objects.requireNonNull(Object.class.getModule()).isOpen("java.lang", FibersTest.class.getModule());
        boolean expected = Runtime.version().feature() >= FIRST_WITH_FIBERS && opened;

        assertThat(Fibers.create(new Deaf()).kind()).isEqualTo(expected ? "virtual threads" : "platform threads");
    }

    /** What happens beside the turns is not expected here. */
    private static final class Deaf implements Fibers.Listener {
        @Override
        public void parkedElsewhere(Fiber fiber) {
            throw new AssertionError(fiber.name());
        }

        @Override
        public void woken(Fiber fiber) {
            throw new AssertionError(fiber.name());
        }

        @Override
        public void wokenFromOutside(Fiber fiber) {
            throw new AssertionError(fiber.name());
        }
    }
}
