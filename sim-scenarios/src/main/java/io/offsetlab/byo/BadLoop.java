package io.offsetlab.byo;

import io.offsetlab.byo.fiber.Fiber;
import io.offsetlab.scenario.BadInput;
import java.time.Duration;

/** Code does something that cannot be simulated. The message names the member, says what was found and what is allowed. */
public final class BadLoop extends BadInput {
    private static final long serialVersionUID = 1L;
    private static final int LINES = 30;

    private BadLoop(String sentence) {
        super(sentence);
    }

    static BadLoop parkedElsewhere(Fiber fiber) {
        return new BadLoop(fiber.name()
                + " waits for something that the simulation knows nothing of; allowed are calls of its Consumer, the member's"
                + " sleep and the futures of the member's executor. It waits" + stack(fiber));
    }

    static BadLoop wokenFromOutside(Fiber fiber) {
        return new BadLoop(fiber.name()
                + " waits for real time or for a thread that the simulation does not drive; allowed are the member's sleep and"
                + " executor. It waited" + stack(fiber));
    }

    static BadLoop standsStill(Fiber fiber, Duration patience) {
        return new BadLoop(fiber.name() + " has not come back for " + patience.toMillis()
                + " ms of real time: it waits for something that the simulation knows nothing of, or never ends. Allowed are calls"
                + " of its Consumer, the member's sleep and the futures of the member's executor. It was"
                + stack(fiber));
    }

    static BadLoop timeStands(Fiber fiber, int calls) {
        return new BadLoop(fiber.name() + " has made " + calls
                + " calls in a row without any virtual time passing, and would for ever: time passes in poll with a timeout, in"
                + " effects and in the member's sleep. It was" + stack(fiber));
    }

    static BadLoop swallows(Fiber fiber, int times) {
        return new BadLoop(fiber.name() + " was told " + times
                + " times that its process is gone and goes on: a ProcessKilled must be let through. Its thread was left behind. It"
                + " was" + stack(fiber));
    }

    static BadLoop strangeThread(String member) {
        return new BadLoop("something of " + member + " was called by the thread \""
                + Thread.currentThread().getName()
                + "\", which the simulation does not drive; code that needs threads of its own takes them from the member's"
                + " executor");
    }

    static BadLoop otherProcess(String owner, String caller) {
        return new BadLoop("something of " + owner + " was called by the code of " + caller
                + "; processes share nothing but the cluster and the external store");
    }

    static BadLoop unknownPartition(Object partition, Object known) {
        return new BadLoop("found the partition " + partition + ", allowed is one of the scenario: " + known);
    }

    private static String stack(Fiber fiber) {
        StringBuilder text = new StringBuilder(" at");
        StackTraceElement[] stack = fiber.stack();
        for (int i = 0; i < stack.length && i < LINES; i++) {
            text.append("\n    ").append(stack[i]);
        }
        return text.toString();
    }
}
