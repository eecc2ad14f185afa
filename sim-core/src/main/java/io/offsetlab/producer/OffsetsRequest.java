package io.offsetlab.producer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.TransactionFact;
import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.protocol.Errors;

/** Offsets that belong to the transaction (TransactionManager.TxnOffsetCommitHandler). */
final class OffsetsRequest extends TxnRequest {
    private final GroupIdentity group;
    private final Offsets offsets;
    private final int commit;
    private boolean asked;

    OffsetsRequest(Session session, Result result, GroupIdentity group, Offsets offsets, int commit) {
        super(session, result);
        this.group = group;
        this.offsets = offsets;
        this.commit = commit;
    }

    @Override
    Request message() {
        if (!asked) {
            asked = true;
            ProducerContext context = session().context();
            context.facts()
                    .accept(new CommitFact.CommitAsked(
                            context.now(),
                            context.member(),
                            commit,
                            CommitKind.TRANSACTION,
                            group.generation(),
                            offsets));
        }
        return new Request.TxnOffsetCommit(
                session().identity(),
                group.groupId(),
                group.memberId(),
                group.instanceId(),
                group.generation(),
                offsets,
                commit);
    }

    @Override
    Request.FindCoordinatorOf coordinator() {
        return new Request.FindCoordinatorOf(true, group.groupId());
    }

    @Override
    int priority() {
        return 2;
    }

    @Override
    Next answered(Answer answer) {
        Next next = judge((Answer.TxnOffsetCommit) answer);
        if (next == Next.OVER) {
            ProducerContext context = session().context();
            context.facts()
                    .accept(new TransactionFact.OffsetsAnswered(
                            context.now(), context.member(), commit, answer.error()));
        }
        return next;
    }

    private Next judge(Answer.TxnOffsetCommit answer) {
        List<Errors> perPartition = answer.perPartition();
        boolean again = false;
        boolean lookUp = false;
        for (Errors error : perPartition == null ? List.of(answer.error()) : perPartition) {
            if (error == Errors.NONE) {
                continue;
            }
            lookUp |= isCoordinatorGone(error) || error == Errors.REQUEST_TIMED_OUT;
            again |= isRetriable(error);
            if (!isRetriable(error)) {
                return refused(error);
            }
        }
        if (again) {
            return lookUp ? Next.LOOK_UP : Next.AGAIN;
        }
        result().succeed();
        return Next.OVER;
    }

    private Next refused(Errors error) {
        return switch (error) {
            case FENCED_INSTANCE_ID, TRANSACTION_ABORTABLE -> abortable(error.exception());
            case UNKNOWN_MEMBER_ID, ILLEGAL_GENERATION, GROUP_ID_NOT_FOUND, STALE_MEMBER_EPOCH ->
                abortable(new CommitFailedException(
                        "Transaction offset Commit failed due to consumer group metadata mismatch: "
                                + error.exception().getMessage()));
            case INVALID_PRODUCER_EPOCH, PRODUCER_FENCED -> fatal(Errors.PRODUCER_FENCED.exception());
            default -> fatal(new KafkaException("Unexpected error in TxnOffsetCommitResponse: " + error.message()));
        };
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(asked).add(offsets.hashCode()).add(group.generation()).addText(group.memberId());
    }
}
