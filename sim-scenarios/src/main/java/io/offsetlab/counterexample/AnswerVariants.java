package io.offsetlab.counterexample;

import io.offsetlab.policy.Answers;
import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Answers.StartFrom;
import io.offsetlab.policy.Answers.When;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Promise;
import io.offsetlab.protocol.Promise.ResumePoint;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.PolicyText;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A policy with one of its answers changed: each answer that is a choice, to each of its other values, in their own order. */
final class AnswerVariants {
    /** What "every" is where the changed answer needs a number and there was none. */
    private static final int EVERY = 100;

    private static final List<When> WITHOUT_NUMBER =
            List.of(When.NEVER, When.BEFORE_BATCH, When.MID_BATCH, When.AFTER_BATCH);

    private AnswerVariants() {}

    /**
     * A changed policy.
     *
     * @param answer what the answer is called
     * @param now its value before
     * @param instead its value now
     */
    record Variant(String answer, String now, String instead, Policy policy) {}

    static List<Variant> of(Policy policy) {
        List<Variant> variants = new ArrayList<>();
        for (Changed changed : changed("", policy.answers())) {
            Answers answers = fitting((Answers) changed.record());
            Policy with = new Policy(
                    policy.name(),
                    policy.description(),
                    policy.config(),
                    answers,
                    promise(policy.promise(), answers),
                    policy.clairvoyant());
            if (!answers.equals(policy.answers()) && exists(with)) {
                variants.add(new Variant(changed.name(), changed.now(), changed.instead(), with));
            }
        }
        return variants;
    }

    /** Whether a file could hold it: some answers do not go together, and some mean nothing beside others. */
    private static boolean exists(Policy policy) {
        try {
            return PolicyText.read(policy.name(), PolicyText.yaml(policy)).equals(policy);
        } catch (BadInput e) {
            return false;
        }
    }

    /** A record with one of its choices changed, perhaps inside of a record that it holds. */
    private record Changed(String name, String now, String instead, Record record) {}

    private static List<Changed> changed(String prefix, Record record) {
        List<Changed> all = new ArrayList<>();
        RecordComponent[] components = record.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            String name = named(prefix + word(components[i].getName()));
            Object now = value(components[i], record);
            if (now instanceof Enum<?> choice) {
                for (Object other : choice.getDeclaringClass().getEnumConstants()) {
                    if (other != choice && isTransactional(other) == isTransactional(choice)) {
                        String instead = word(((Enum<?>) other).name());
                        all.add(new Changed(name, word(choice.name()), instead, with(record, i, other)));
                    }
                }
            } else if (now instanceof Record inner) {
                for (Changed within : changed(name + " ", inner)) {
                    Record outer = with(record, i, within.record());
                    all.add(new Changed(within.name(), within.now(), within.instead(), outer));
                }
            }
        }
        return all;
    }

    /** Producing in transactions is another kind of program than committing: no answer among others. */
    private static boolean isTransactional(Object choice) {
        return choice instanceof Send send && send.isTransactional();
    }

    /** The name that policy files have for it, where that is another. */
    private static String named(String name) {
        return name.equals("storing") ? "store" : name.equals("on-error reaction") ? "on-error" : name;
    }

    private static Record with(Record record, int place, Object other) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = i == place ? other : value(components[i], record);
        }
        try {
            return record.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the answers of a policy cannot be made", e);
        }
    }

    /** The number behind "every" has a meaning for some answers to "when" and has to be 0 for the others. */
    private static Answers fitting(Answers answers) {
        int wanted = WITHOUT_NUMBER.contains(answers.when()) ? 0 : Math.max(EVERY, answers.every());
        if (answers.every() == wanted || (wanted > 0 && answers.every() > 0)) {
            return answers;
        }
        RecordComponent[] components = Answers.class.getRecordComponents();
        int place = 0;
        while (!components[place].getName().equals("every")) {
            place++;
        }
        return (Answers) with(answers, place, wanted);
    }

    /** Where the group starts reading again follows from where the policy starts. */
    private static Promise promise(Promise promise, Answers answers) {
        ResumePoint point = answers.startFrom() == StartFrom.EXTERNAL_STORE
                ? ResumePoint.EXTERNAL_STORE
                : ResumePoint.COMMITTED_OFFSET;
        return new Promise(promise.kept(), promise.redelivery(), promise.residue(), point);
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the answer " + component.getName() + " cannot be read", e);
        }
    }

    /** As policy files write it: {@code onRevoke} and {@code AFTER_BATCH} are {@code on-revoke} and {@code after-batch}. */
    private static String word(String name) {
        boolean constant = name.equals(name.toUpperCase(Locale.ROOT));
        String parted = constant ? name.replace('_', '-') : name.replaceAll("([A-Z])", "-$1");
        return parted.toLowerCase(Locale.ROOT);
    }
}
