package io.offsetlab.group.modern;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request.ConsumerGroupHeartbeat;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * What a heartbeat of a member does (S5.4): the member joins or is checked, what it says of itself is taken over, the target is
 * computed if that is due, and the member comes closer to it. After Kafka's GroupMetadataManager.consumerGroupHeartbeat.
 */
final class Heartbeats {
    private final Surroundings around;
    private final ConsumerGroup group;
    private final Enrolment enrolment;
    private final Assigning assigning;
    private final Reconciliation reconciliation;

    Heartbeats(
            Surroundings around,
            ConsumerGroup group,
            Enrolment enrolment,
            Assigning assigning,
            Reconciliation reconciliation) {
        this.around = around;
        this.group = group;
        this.enrolment = enrolment;
        this.assigning = assigning;
        this.reconciliation = reconciliation;
    }

    Answer.ConsumerGroupHeartbeat receive(ConsumerGroupHeartbeat request, Origin origin) {
        Errors error = error(request);
        if (error == Errors.NONE && TopicPatterns.refuses(request)) {
            error = Errors.INVALID_REGULAR_EXPRESSION;
        }
        if (error != Errors.NONE) {
            return Answer.ConsumerGroupHeartbeat.failed(error);
        }
        ConsumerMember member = find(request);
        if (member != null && isQuiet(request, member)) {
            member.session.renew();
            return answer(member, null);
        }
        around.beforeChange().run();
        String assignorBefore = group.assignor();
        ConsumerMember current =
                isJoin(request) ? enrolment.enrol(request.memberId(), request.instanceId(), origin) : member;
        if (current == null) {
            return Answer.ConsumerGroupHeartbeat.failed(Errors.UNKNOWN_MEMBER_ID);
        }
        Holdings before = current.standing().assigned();
        boolean topicsChanged = current.changesTopics(request);
        boolean patternChanged = current.changesRegex(request);
        current.update(request);
        group.index(current);
        boolean known = patternChanged && isKnown(current.topicRegex());
        group.patterns().resolveIfDue();
        group.patterns().retain();
        boolean assignorChanged = !group.assignor().equals(assignorBefore);
        if (topicsChanged || known || assignorChanged || group.hasStaleSubscriptions()) {
            group.refreshSubscriptions();
            group.bumpEpoch();
        }
        assigning.computeIfDue();
        reconciliation.advance(current, topicsChanged || patternChanged, request.owned());
        current.session.renew();
        boolean told = isJoin(request)
                || isFull(request)
                || !before.equals(current.standing().assigned());
        return answer(current, told ? current.standing().assigned().list() : null);
    }

    /** A pattern whose topics are still to be found will be another epoch then. */
    private boolean isKnown(String pattern) {
        return pattern.isEmpty() || group.patterns().isResolved(pattern);
    }

    private static boolean isJoin(ConsumerGroupHeartbeat request) {
        return request.memberEpoch() == 0;
    }

    /** A client that does not know whether its last request arrived says everything again. */
    private static boolean isFull(ConsumerGroupHeartbeat request) {
        return request.rebalanceTimeoutMicros() != -1
                && (request.topics() != null || request.topicRegex() != null)
                && request.owned() != null;
    }

    private Answer.ConsumerGroupHeartbeat answer(ConsumerMember member, @Nullable List<Integer> assigned) {
        return new Answer.ConsumerGroupHeartbeat(
                Errors.NONE, member.standing().epoch(), around.config().heartbeatIntervalMicros(), assigned);
    }

    private Errors error(ConsumerGroupHeartbeat request) {
        ConsumerMember member = find(request);
        if (enrolment.isFullFor(request.memberId(), request.instanceId())) {
            return Errors.GROUP_MAX_SIZE_REACHED;
        }
        if (isJoin(request)) {
            boolean taken = request.instanceId() != null && member != null && !member.isAway() && !member.isClassic();
            return taken ? Errors.UNRELEASED_INSTANCE_ID : Errors.NONE;
        }
        if (member == null) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        if (!member.id.equals(request.memberId())) {
            return Errors.FENCED_INSTANCE_ID;
        }
        return Epochs.accepts(request, member.standing()) ? Errors.NONE : Errors.FENCED_MEMBER_EPOCH;
    }

    /** Who speaks, or whose place the sender claims. */
    private @Nullable ConsumerMember find(ConsumerGroupHeartbeat request) {
        return request.instanceId() == null ? group.find(request.memberId()) : group.findStatic(request.instanceId());
    }

    /** Whether the heartbeat changes nothing but the end of the session, and its answer says nothing new, whenever it arrives. */
    boolean isQuiet(ConsumerGroupHeartbeat request) {
        ConsumerMember member = find(request);
        return member != null && !assigning.isPending() && error(request) == Errors.NONE && isQuiet(request, member);
    }

    private boolean isQuiet(ConsumerGroupHeartbeat request, ConsumerMember member) {
        return request.memberEpoch() > 0
                && request.memberEpoch() == member.standing().epoch()
                && !isFull(request)
                && member.isDescribedBy(request)
                && !assigning.isDue()
                && !group.patterns().isDue()
                && !group.hasStaleSubscriptions()
                && reconciliation.next(member, false, request.owned()).equals(member.standing());
    }
}
