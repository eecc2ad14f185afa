package io.offsetlab.cli;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.invariant.Violation;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Promise;
import java.util.List;

/** What a run came to, as sentences. */
final class Verdicts {
    private Verdicts() {}

    /** The verdict against the policy's promise, then what was not promised and did not hold. */
    static String text(JudgedRun run) {
        StringBuilder text = new StringBuilder();
        Violation broken = run.broken();
        if (broken == null) {
            text.append("Verdict: kept. ")
                    .append(run.header().policy())
                    .append(promise(run.header().promise()))
                    .append(".\n");
        } else {
            text.append("Verdict: broken. ").append(broken.sentence()).append('\n');
        }
        for (Violation violation : run.violations()) {
            if (!violation.promised()) {
                text.append("Not promised, and not held: ")
                        .append(violation.sentence())
                        .append('\n');
            }
        }
        return text.append("Digest: ").append(run.digest()).append('\n').toString();
    }

    /** What was kept, behind the policy's name. */
    static String promise(Promise promise) {
        List<String> kept = promise.kept().stream()
                .filter(invariant -> invariant != InvariantName.ENGINE)
                .map(Enum::name)
                .toList();
        return kept.isEmpty() ? " promises nothing" : " kept " + String.join(", ", kept);
    }

    static int exitCode(JudgedRun run) {
        return run.broken() == null ? ExitCode.HELD : ExitCode.BROKE;
    }
}
