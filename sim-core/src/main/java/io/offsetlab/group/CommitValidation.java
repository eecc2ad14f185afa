package io.offsetlab.group;

import io.offsetlab.group.modern.ConsumerProtocol;
import io.offsetlab.protocol.Request.OffsetCommit;
import io.offsetlab.protocol.Request.TxnOffsetCommit;
import java.util.function.IntPredicate;
import org.apache.kafka.common.protocol.Errors;

/**
 * Who may commit (S4.30, first match wins), after Kafka's ClassicGroup.validateOffsetCommit. It asks for membership and
 * generation; not whether the partition is assigned to the member, nor where the offset lies (S1.18, S1.25).
 */
final class CommitValidation {
    private CommitValidation() {}

    static Errors check(ClassicGroup group, OffsetCommit request) {
        boolean withoutGeneration = request.generation() < 0;
        if (group.isIn(GroupState.DEAD)) {
            return withoutGeneration ? Errors.NONE : Errors.GROUP_ID_NOT_FOUND;
        }
        if (withoutGeneration && group.isIn(GroupState.EMPTY)) {
            return Errors.NONE;
        }
        if (withoutGeneration && request.memberId().isEmpty() && request.instanceId() == null) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        Errors error = group.validateMember(request.memberId(), request.instanceId());
        if (error != Errors.NONE) {
            return error;
        }
        if (request.generation() != group.generation()) {
            return Errors.ILLEGAL_GENERATION;
        }
        return group.isIn(GroupState.COMPLETING_REBALANCE) ? Errors.REBALANCE_IN_PROGRESS : Errors.NONE;
    }

    /** As for a commit without a transaction, but in any state, and from whoever says nothing of a member (S9.2). */
    static Errors check(ClassicGroup group, TxnOffsetCommit request) {
        boolean withoutMember =
                request.generation() < 0 && request.memberId().isEmpty() && request.instanceId() == null;
        if (group.isIn(GroupState.DEAD)) {
            if (request.generation() >= 0) {
                return Errors.GROUP_ID_NOT_FOUND;
            }
            group.create();
            return Errors.NONE;
        }
        if (withoutMember || (request.generation() < 0 && group.isIn(GroupState.EMPTY))) {
            return Errors.NONE;
        }
        Errors error = group.validateMember(request.memberId(), request.instanceId());
        if (error != Errors.NONE) {
            return error;
        }
        return request.generation() == group.generation() ? Errors.NONE : Errors.ILLEGAL_GENERATION;
    }

    /** The same in the consumer protocol, where an old epoch is told as producers know it (S9.2). */
    static Errors check(ConsumerProtocol group, TxnOffsetCommit request, IntPredicate storable) {
        if (request.generation() < 0 && request.memberId().isEmpty() && request.instanceId() == null) {
            return Errors.NONE;
        }
        OffsetCommit plain = new OffsetCommit(
                request.memberId(), request.instanceId(), request.generation(), request.offsets(), request.commit());
        Errors error = group.validate(plain, storable);
        return error == Errors.STALE_MEMBER_EPOCH ? Errors.ILLEGAL_GENERATION : error;
    }
}
