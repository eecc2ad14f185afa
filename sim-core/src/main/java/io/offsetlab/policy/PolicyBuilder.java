package io.offsetlab.policy;

import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Forget;
import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Answers.StartFrom;
import io.offsetlab.policy.Answers.Storing;
import io.offsetlab.policy.Answers.When;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.OnError.Reaction;
import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Promise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says a {@link Policy} as one sentence: {@code Policy.named("mine").commits(PROCESSED).every(100).async().build()}. */
public final class PolicyBuilder {
    private final String name;
    private String description = "";
    private final Map<String, String> config = new TreeMap<>();
    private Which which = Which.POSITION;
    private When when = When.NEVER;
    private int every;
    private Send send = Send.SYNC;
    private AtHandOver onRevoke = AtHandOver.NOTHING;
    private AtHandOver onLost = AtHandOver.NOTHING;
    private AtHandOver onClose = AtHandOver.NOTHING;
    private Forget forget = Forget.REVOKED;
    private StartFrom startFrom = StartFrom.COMMITTED_OFFSET;
    private Storing storing = Storing.AFTER_PROCESSING;
    private OnError onError = OnError.STOP;
    private List<InvariantName> kept = new ArrayList<>();
    private Formula redelivery = Formula.UNBOUNDED;
    private Formula residue = Formula.UNBOUNDED;
    private boolean clairvoyant;

    PolicyBuilder(String name) {
        this.name = name;
        config.put("enable.auto.commit", "false");
    }

    public PolicyBuilder describedAs(String line) {
        description = line;
        return this;
    }

    /** Sets a key of Kafka's ConsumerConfig. */
    public PolicyBuilder config(String key, String value) {
        config.put(key, value);
        return this;
    }

    public PolicyBuilder commits(Which offset) {
        which = offset;
        return this;
    }

    public PolicyBuilder beforeBatch() {
        when = When.BEFORE_BATCH;
        return this;
    }

    public PolicyBuilder midBatch() {
        when = When.MID_BATCH;
        return this;
    }

    public PolicyBuilder afterBatch() {
        when = When.AFTER_BATCH;
        return this;
    }

    /**
     * Commits after each so many records.
     *
     * @throws IllegalArgumentException if {@code records} is less than 1
     */
    public PolicyBuilder every(int records) {
        if (records < 1) {
            throw new IllegalArgumentException("every must be at least 1 record, but was " + records);
        }
        when = When.EVERY_N;
        every = records;
        return this;
    }

    /**
     * Commits between two polls, once so much time has passed since the last commit.
     *
     * @throws IllegalArgumentException if {@code millis} is less than 1
     */
    public PolicyBuilder everyMillis(int millis) {
        if (millis < 1) {
            throw new IllegalArgumentException("everyMillis must be at least 1 ms, but was " + millis);
        }
        when = When.EVERY_INTERVAL;
        every = millis;
        return this;
    }

    /**
     * Commits asynchronously in the background, whatever the application is at, once so much time has passed since the last commit.
     *
     * @throws IllegalArgumentException if {@code millis} is less than 1
     */
    public PolicyBuilder inBackgroundEveryMillis(int millis) {
        everyMillis(millis);
        when = When.IN_BACKGROUND;
        return async();
    }

    public PolicyBuilder sync() {
        return send(Send.SYNC);
    }

    public PolicyBuilder async() {
        return send(Send.ASYNC);
    }

    public PolicyBuilder send(Send how) {
        send = how;
        return this;
    }

    public PolicyBuilder onRevoke(AtHandOver action) {
        onRevoke = action;
        return this;
    }

    public PolicyBuilder onLost(AtHandOver action) {
        onLost = action;
        return this;
    }

    public PolicyBuilder onClose(AtHandOver action) {
        onClose = action;
        return this;
    }

    public PolicyBuilder forgets(Forget what) {
        forget = what;
        return this;
    }

    public PolicyBuilder startsFrom(StartFrom where) {
        startFrom = where;
        return this;
    }

    /** Commits the offsets that are marked, and marks them at this moment of a record. */
    public PolicyBuilder commitsStored(Storing moment) {
        which = Which.STORED;
        storing = moment;
        return this;
    }

    /** What is done as soon as processing a record throws. */
    public PolicyBuilder onError(Reaction reaction) {
        return onError(reaction, 1);
    }

    /**
     * What is done when processing a record has thrown so many times.
     *
     * @throws IllegalArgumentException if {@code attempts} is less than 1
     */
    public PolicyBuilder onError(Reaction reaction, int attempts) {
        onError = new OnError(reaction, attempts);
        return this;
    }

    /** The invariants that the policy declares to keep; replaces what was promised before. */
    public PolicyBuilder promises(InvariantName... invariants) {
        kept = new ArrayList<>(Arrays.asList(invariants));
        return this;
    }

    /** Promises BOUND with this formula. */
    public PolicyBuilder repeatsAtMost(Formula formula) {
        redelivery = formula;
        kept.add(InvariantName.BOUND);
        return this;
    }

    /** Promises RESIDUE with this formula. */
    public PolicyBuilder leavesAtMost(Formula formula) {
        residue = formula;
        kept.add(InvariantName.RESIDUE);
        return this;
    }

    PolicyBuilder clairvoyant() {
        clairvoyant = true;
        return this;
    }

    /** The finished policy. */
    public Policy build() {
        Promise.ResumePoint resumePoint = startFrom == StartFrom.EXTERNAL_STORE
                ? Promise.ResumePoint.EXTERNAL_STORE
                : Promise.ResumePoint.COMMITTED_OFFSET;
        return new Policy(
                name,
                description,
                config,
                new Answers(which, when, every, send, onRevoke, onLost, onClose, forget, startFrom, storing, onError),
                new Promise(kept, redelivery, residue, resumePoint),
                clairvoyant);
    }
}
