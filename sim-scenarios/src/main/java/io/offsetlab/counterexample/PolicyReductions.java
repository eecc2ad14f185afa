package io.offsetlab.counterexample;

import io.offsetlab.policy.Answers;
import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Answers.When;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Makes a policy say less: no commit at a hand-over, no retry, no asynchronous commit, shorter stretches, Kafka's own settings. Where
 * doing less would break the promise by itself (fewer commits, more repeats), the policy stays as it is: the counterexample is to
 * show the fault that was found and not another.
 */
final class PolicyReductions {
    private static final Set<InvariantName> NOT_BROKEN_BY_DOING_LESS = EnumSet.of(
            InvariantName.LOSS,
            InvariantName.REWIND,
            InvariantName.FOREIGN,
            InvariantName.BEYOND,
            InvariantName.ORDER,
            InvariantName.ATOMIC,
            InvariantName.ENGINE);

    /** Without it, the client would commit by itself. */
    private static final String AUTO_COMMIT = "enable.auto.commit";

    private static final String SUFFIX = "-simpler";

    private PolicyReductions() {}

    /** The simpler policies, each by one step. */
    static Stream<Policy> of(Policy policy, InvariantName broken) {
        if (policy.clairvoyant() || !NOT_BROKEN_BY_DOING_LESS.contains(broken)) {
            return Stream.of();
        }
        Stream<Policy> answers = answers(policy.answers()).stream().map(policy::withAnswers);
        Stream<Policy> settings = policy.config().keySet().stream()
                .filter(key -> !key.equals(AUTO_COMMIT))
                .map(key -> without(policy, key));
        return Stream.concat(answers, settings).map(PolicyReductions::renamed);
    }

    /** It is no longer the policy of that name. */
    private static Policy renamed(Policy policy) {
        return policy.name().endsWith(SUFFIX) ? policy : policy.withName(policy.name() + SUFFIX);
    }

    private static Policy without(Policy policy, String key) {
        Map<String, String> fewer = new TreeMap<>(policy.config());
        fewer.remove(key);
        return new Policy(policy.name(), policy.description(), fewer, policy.answers(), policy.promise(), false);
    }

    private static List<Answers> answers(Answers a) {
        List<Answers> simpler = new ArrayList<>();
        AtHandOver nothing = AtHandOver.NOTHING;
        if (a.onRevoke() != nothing) {
            simpler.add(with(a, a.every(), a.send(), nothing, a.onLost(), a.onClose()));
        }
        if (a.onLost() != nothing) {
            simpler.add(with(a, a.every(), a.send(), a.onRevoke(), nothing, a.onClose()));
        }
        if (a.onClose() != nothing) {
            simpler.add(with(a, a.every(), a.send(), a.onRevoke(), a.onLost(), nothing));
        }
        if (a.send() == Send.ASYNC_NAIVE_RETRY || a.send() == Send.ASYNC_GUARDED_RETRY) {
            simpler.add(with(a, a.every(), Send.ASYNC, a.onRevoke(), a.onLost(), a.onClose()));
        }
        if (a.send() == Send.ASYNC) {
            simpler.add(with(a, a.every(), Send.SYNC, a.onRevoke(), a.onLost(), a.onClose()));
        }
        LongStream.of(1, a.every() / 2, a.every() - 1)
                .filter(less -> a.when() == When.EVERY_N && less >= 1 && less < a.every())
                .distinct()
                .forEach(less -> simpler.add(with(a, (int) less, a.send(), a.onRevoke(), a.onLost(), a.onClose())));
        return simpler;
    }

    private static Answers with(
            Answers a, int every, Send send, AtHandOver onRevoke, AtHandOver onLost, AtHandOver onClose) {
        return new Answers(
                a.which(),
                a.when(),
                every,
                send,
                onRevoke,
                onLost,
                onClose,
                a.forget(),
                a.startFrom(),
                a.storing(),
                a.onError());
    }
}
