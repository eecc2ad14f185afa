package io.offsetlab.scenario;

import io.offsetlab.policy.Answers;
import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Forget;
import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Answers.StartFrom;
import io.offsetlab.policy.Answers.Storing;
import io.offsetlab.policy.Answers.When;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.OnError;
import io.offsetlab.policy.OnError.Reaction;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Promise;
import io.offsetlab.protocol.Promise.ResumePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a policy: the answers {@code which} and {@code when} have to be given, the others have the default of its builder. */
final class PolicyReader {
    private static final Answers DEFAULTS = Policy.named("default").build().answers();

    private final Cursor top;

    PolicyReader(Cursor top) {
        this.top = top;
    }

    Policy read() {
        top.withFields("name", "about", "config", "answers", "promise", "clairvoyant");
        Cursor name = top.need("name", "allowed is a name");
        ScenarioCheck.line(name.path(), name.text("allowed is a name"), Limits.NAME_CHARS);
        ScenarioCheck.require(!name.text("").isBlank(), name.path(), "found nothing, allowed is a name");
        Map<String, String> config = top.texts("config");
        config.putIfAbsent("enable.auto.commit", "false");
        ClientKeys.over(FieldPath.of("config"), config);
        Answers answers = answers(top.need("answers", "allowed is a map with which and when"));
        Cursor about = top.get("about");
        Promise promise = promise(top.get("promise"), answers.startFrom());
        return new Policy(name.text(""), line(about), config, answers, promise, clairvoyant());
    }

    private static String line(@Nullable Cursor about) {
        String line =
                about == null ? "" : about.text("allowed is one line of text").strip();
        ScenarioCheck.line(FieldPath.of("about"), line, Limits.TEXT_CHARS);
        return line;
    }

    private boolean clairvoyant() {
        Cursor field = top.get("clairvoyant");
        String text = field == null ? "false" : field.text("allowed is true or false");
        if (field != null && !text.equals("true") && !text.equals("false")) {
            throw field.wrong("allowed is true or false");
        }
        return text.equals("true");
    }

    private static Answers answers(Cursor answers) {
        answers.withFields(
                "which",
                "when",
                "every",
                "send",
                "on-revoke",
                "on-lost",
                "on-close",
                "forget",
                "start-from",
                "store",
                "on-error",
                "attempts");
        When when = answers.need("when", "allowed is " + Words.list(When.class)).word(When.class);
        return new Answers(
                answers.need("which", "allowed is " + Words.list(Which.class)).word(Which.class),
                when,
                every(answers, when),
                send(answers, when),
                word(answers, "on-revoke", DEFAULTS.onRevoke(), AtHandOver.class),
                word(answers, "on-lost", DEFAULTS.onLost(), AtHandOver.class),
                word(answers, "on-close", DEFAULTS.onClose(), AtHandOver.class),
                word(answers, "forget", DEFAULTS.forget(), Forget.class),
                word(answers, "start-from", DEFAULTS.startFrom(), StartFrom.class),
                storing(answers),
                onError(answers));
    }

    /** What is sent in the background waits for nobody. */
    private static Send send(Cursor answers, When when) {
        Send send = word(answers, "send", when == When.IN_BACKGROUND ? Send.ASYNC : DEFAULTS.send(), Send.class);
        if (when == When.IN_BACKGROUND && (send == Send.SYNC || send == Send.SYNC_OR_SKIP_BATCH)) {
            throw answers.need("send", "").wrong("allowed is async if when is in-background");
        }
        if (send.isTransactional() && when != When.AFTER_BATCH) {
            throw answers.need("send", "").wrong("allowed are transactions only if when is after-batch");
        }
        return send;
    }

    private static int every(Cursor answers, When when) {
        Cursor every = answers.get("every");
        if (when == When.EVERY_INTERVAL || when == When.IN_BACKGROUND) {
            return milliseconds(answers.need("every", Durations.ALLOWED));
        }
        if (when == When.EVERY_N) {
            return (int) answers.need("every", "allowed is a number of records").number(1, Integer.MAX_VALUE);
        }
        if (every != null) {
            throw BadInput.at(
                    every.path(), "the field means nothing unless when is every-n, every-interval or in-background");
        }
        return 0;
    }

    private static int milliseconds(Cursor every) {
        long micros = every.duration();
        if (micros < 1_000 || micros % 1_000 != 0 || micros / 1_000 > Integer.MAX_VALUE) {
            throw every.wrong("allowed is a whole number of milliseconds, from 1ms to 24d");
        }
        return (int) (micros / 1_000);
    }

    private static Storing storing(Cursor answers) {
        Cursor store = answers.get("store");
        boolean stored = answers.need("which", "").word(Which.class) == Which.STORED;
        if (store != null && !stored) {
            throw BadInput.at(store.path(), "the field means nothing unless which is stored");
        }
        return word(answers, "store", DEFAULTS.storing(), Storing.class);
    }

    private static OnError onError(Cursor answers) {
        Reaction reaction = word(answers, "on-error", DEFAULTS.onError().reaction(), Reaction.class);
        Cursor attempts = answers.get("attempts");
        boolean forEver = reaction == Reaction.RETRY || reaction == Reaction.RETRY_PARTITION;
        if (attempts != null && forEver) {
            throw BadInput.at(attempts.path(), "the field means nothing if on-error is retry, which never gives up");
        }
        return new OnError(reaction, (int) answers.number(
                "attempts", 1, Limits.FAILURES, DEFAULTS.onError().attempts()));
    }

    private static <E extends Enum<E>> E word(Cursor answers, String name, E otherwise, Class<E> type) {
        Cursor field = answers.get(name);
        return field == null ? otherwise : field.word(type);
    }

    private static Promise promise(@Nullable Cursor promise, StartFrom start) {
        ResumePoint resume =
                start == StartFrom.EXTERNAL_STORE ? ResumePoint.EXTERNAL_STORE : ResumePoint.COMMITTED_OFFSET;
        if (promise == null) {
            return new Promise(List.of(), Formula.UNBOUNDED, Formula.UNBOUNDED, resume);
        }
        promise.withFields("keeps", "redelivery", "residue", "resume-point");
        return new Promise(
                kept(promise.get("keeps")),
                FormulaText.read(promise.get("redelivery")),
                FormulaText.read(promise.get("residue")),
                word(promise, "resume-point", resume, ResumePoint.class));
    }

    private static List<InvariantName> kept(@Nullable Cursor keeps) {
        List<InvariantName> kept = new ArrayList<>();
        List<String> names =
                Arrays.stream(InvariantName.values()).map(Enum::name).toList();
        for (Cursor item : keeps == null ? List.<Cursor>of() : keeps.items("allowed is a list of invariants")) {
            String name = item.text("allowed is an invariant");
            int number = names.indexOf(name.toUpperCase(Locale.ROOT));
            if (number < 0) {
                throw item.wrong("allowed is " + String.join(", ", names) + Nearest.hint(name, names));
            }
            kept.add(InvariantName.values()[number]);
        }
        return kept;
    }
}
