package io.offsetlab.harness;

import java.util.List;

/** Engines with one bug each. */
final class WrongEngines {
    private static final String COMMITS = "group.CommitValidation";
    private static final String STORE = "group.OffsetStore";

    /** What follows the check of the member in a commit without a transaction only. */
    private static final String GENERATION_NEXT = "\n            return error;\n        }\n        if (request";

    /** All of them, in the order of the table. */
    static final List<WrongEngine> ALL = List.of(
            new WrongEngine(
                    "stale-generation",
                    "a commit of an older generation is accepted",
                    COMMITS,
                    "request.generation() != group.generation()",
                    "request.generation() > group.generation()"),
            new WrongEngine(
                    "unknown-member",
                    "a commit of somebody who is no member is accepted",
                    COMMITS,
                    "if (error != Errors.NONE) {" + GENERATION_NEXT,
                    "if (error != Errors.NONE && error != Errors.UNKNOWN_MEMBER_ID) {" + GENERATION_NEXT),
            new WrongEngine(
                    "fenced-member",
                    "a commit under a group.instance.id that another process has taken over is accepted",
                    COMMITS,
                    "if (error != Errors.NONE) {" + GENERATION_NEXT,
                    "if (error != Errors.NONE && error != Errors.FENCED_INSTANCE_ID) {" + GENERATION_NEXT),
            new WrongEngine(
                    "completing-rebalance",
                    "a commit is accepted while the group is completing a rebalance",
                    COMMITS,
                    "group.isIn(GroupState.COMPLETING_REBALANCE) ? Errors.REBALANCE_IN_PROGRESS : Errors.NONE",
                    "Errors.NONE"),
            new WrongEngine(
                    "commit-refused",
                    "a commit is refused as if its generation was old while a rebalance is being prepared",
                    COMMITS,
                    "request.generation() != group.generation()",
                    "request.generation() != group.generation() || group.isIn(GroupState.PREPARING_REBALANCE)"),
            new WrongEngine(
                    "success-though-refused",
                    "a refused commit is answered as if it was stored",
                    "group.CommitRequests",
                    "reply.answer(new Answer.OffsetCommit(error, null));",
                    "reply.answer(Answer.OffsetCommit.STORED);"),
            new WrongEngine(
                    "acknowledged-not-stored",
                    "every tenth commit is acknowledged and not stored",
                    STORE,
                    "long oldStoredAt = offsets.storedAt(partition);",
                    "if (request.commit() % 10 == 9) { return; } long oldStoredAt = offsets.storedAt(partition);"),
            new WrongEngine(
                    "stored-nowhere",
                    "a commit is told of and acknowledged, but what is stored stays as it was",
                    STORE,
                    "long old = offsets.put(partition, offset, around.now(), told(request.offsets(), i));",
                    "long old = offsets.get(partition);"),
            new WrongEngine(
                    "off-by-one",
                    "each commit is stored one offset too high",
                    STORE,
                    "long offset = request.offsets().offset(i);",
                    "long offset = request.offsets().offset(i) + 1;"),
            new WrongEngine(
                    "one-too-low",
                    "each commit is stored one offset too low",
                    STORE,
                    "long offset = request.offsets().offset(i);",
                    "long offset = Math.max(0, request.offsets().offset(i) - 1);"),
            new WrongEngine(
                    "failover-loses-acknowledged",
                    "a new coordinator has the first partition's offset one lower than what was acknowledged",
                    STORE,
                    "unreplicated.lose(survival);",
                    "unreplicated.lose(survival);\n"
                            + "        long had = offsets.get(0);\n"
                            + "        if (had > 0) {\n"
                            + "            offsets.put(0, had - 1, around.now(), null);\n"
                            + "            around.facts()\n"
                            + "                    .accept(new CommitFact.CommitRolledBack(around.now(), 0, had, had -"
                            + " 1));\n"
                            + "        }"),
            new WrongEngine(
                    "failover-forgets-silently",
                    "a new coordinator has no offset of the first partition",
                    "group.Failover",
                    "        PersistedGroup record = group.persisted();",
                    "        store.offsets().put(0, CommittedOffsets.NONE, 0, null);\n"
                            + "        PersistedGroup record = group.persisted();"),
            new WrongEngine(
                    "failover-forgets-members",
                    "a new coordinator knows no members",
                    "group.Failover",
                    "PersistedGroup record = group.persisted();",
                    "PersistedGroup record = null;"),
            new WrongEngine(
                    "generation-not-raised",
                    "a rebalance ends with the number of the generation before",
                    "group.ClassicGroup",
                    "generation++;",
                    "generation = Math.max(1, generation);"),
            new WrongEngine(
                    "request-timeout-ignored",
                    "a request whose answer never comes is waited for past request.timeout.ms",
                    "network.Link",
                    "                disconnect();\n            } else if",
                    "            } else if"),
            new WrongEngine(
                    "log-start-ignored",
                    "a position below the log's start is not out of range",
                    "log.LogBroker",
                    "if (from < log.startOffset() || from > end) {",
                    "if (from > end) {"),
            new WrongEngine(
                    "old-offset-fetched",
                    "a new owner is told an offset one lower than the committed one",
                    "group.CommittedOffsets",
                    "return kept == null ? new Stored(offset, -1, \"\") : kept;",
                    "return kept == null ? new Stored(Math.max(0, offset - 1), -1, \"\") : kept;"),
            new WrongEngine(
                    "session-timeout-ignored",
                    "a member that is silent past its session.timeout.ms stays",
                    "group.Departures",
                    "} else if (!member.isAliveWhileParked()) {",
                    "} else if (member.origin.member() < 0) {"),
            new WrongEngine(
                    "heartbeats-do-not-count",
                    "a heartbeat does not renew the session",
                    "group.GroupCoordinator",
                    "member.renewSession();",
                    ""),
            new WrongEngine(
                    "rebalance-timeout-ignored",
                    "a join phase waits for members that do not come, past their max.poll.interval.ms",
                    "group.Rebalance",
                    "            } else {\n                complete();",
                    "            } else if (!initial) {\n"
                            + "                waitForRejoins();\n"
                            + "            } else {\n                complete();"),
            new WrongEngine(
                    "heartbeat-hides-rebalance",
                    "heartbeats are answered NONE during a rebalance",
                    "group.GroupCoordinator",
                    "group.state().hasGeneration() ? ALIVE : new Answer.Heartbeat(Errors.REBALANCE_IN_PROGRESS)",
                    "ALIVE"),
            new WrongEngine(
                    "two-owners",
                    "every other generation gives all members the partitions of the first",
                    "group.SyncRequests",
                    "member.assign(assignments.getOrDefault(member.id, Assignment.EMPTY));",
                    "member.assign(group.generation() % 2 == 0 && !assignments.isEmpty()\n"
                            + "                        ? assignments.values().iterator().next()\n"
                            + "                        : assignments.getOrDefault(member.id, Assignment.EMPTY));"),
            new WrongEngine(
                    "no-owner",
                    "the last partition is given to nobody",
                    "group.SyncRequests",
                    "member.assign(assignments.getOrDefault(member.id, Assignment.EMPTY));",
                    "Assignment all = assignments.getOrDefault(member.id, Assignment.EMPTY);\n"
                            + "                member.assign(new Assignment(all.partitions().stream()\n"
                            + "                        .filter(p -> p != around.topology().partitionCount() - 1).toList(),"
                            + " all.userData()));"),
            new WrongEngine(
                    "answers-reordered",
                    "answers on one connection overtake one another",
                    "network.Link",
                    "lastArrivalHere = Math.max(lastArrivalHere, leaves + latencyMicros(exchange, 1));",
                    "lastArrivalHere = leaves + latencyMicros(exchange, 1);"),
            new WrongEngine(
                    "requests-reordered",
                    "requests on one connection overtake one another",
                    "network.Link",
                    "Math.max(lastArrivalThere, now + connecting + latencyMicros(exchange, 0))",
                    "now + connecting + latencyMicros(exchange, 0)"),
            new WrongEngine(
                    "answers-twice-dropped",
                    "a request whose answer is to be lost never arrives",
                    "network.Link",
                    "faults.swallows(request)",
                    "(faults.swallows(request) || faults.dropsAnswerTo(request))"),
            new WrongEngine(
                    "fetch-skips-a-record",
                    "a fetch leaves out its first record",
                    "log.LogBroker",
                    "log.visible(from, next, request.readCommitted())",
                    "log.visible(Math.min(next, from + 1), next, request.readCommitted())"),
            new WrongEngine(
                    "fetch-repeats-a-record",
                    "after each batch the position stands one record too low",
                    "consumer.Held",
                    "positions.advance(partition, position);",
                    "positions.advance(partition, isEmpty() ? position - 1 : position);"),
            new WrongEngine(
                    "above-high-watermark",
                    "a fetch returns records up to a second before they are in the log",
                    "log.LogBroker",
                    "Math.min(end, log.readEnd(from, maxRecords, now))",
                    "log.readEnd(from, maxRecords, now + 1_000_000)"),
            new WrongEngine(
                    "wrong-end",
                    "auto.offset.reset=earliest goes to the end of the log and latest to its start",
                    "consumer.PositionFinder",
                    "long timestamp = times.byPolicy();",
                    "long timestamp = Request.ListOffsets.EARLIEST + Request.ListOffsets.LATEST - times.byPolicy();"),
            new WrongEngine(
                    "reset-past-committed",
                    "a new owner is reset by auto.offset.reset although an offset is committed",
                    "consumer.PositionFinder",
                    "if (found != null) {",
                    "if (found != null && found.offset() % 2 == 1) {\n"
                            + "                positions.await(partition, FetchState.AWAIT_RESET);\n"
                            + "            } else if (found != null) {"),
            new WrongEngine(
                    "revoke-callback-not-run",
                    "onPartitionsRevoked is not called before a rebalance",
                    "consumer.classic.JoinPreparation",
                    "call.stopFor(new Upcall.Revoked(context.byName(owned)));\n            return Step.UPCALL;",
                    "return Step.READY;"),
            new WrongEngine(
                    "revoked-and-kept",
                    "after onPartitionsRevoked the client goes on with what it gave up",
                    "consumer.classic.JoinPreparation",
                    "client.positions().assign(context.byName(kept));",
                    ""),
            new WrongEngine(
                    "lost-not-told",
                    "a member that lost its membership is not told that its partitions are lost",
                    "consumer.classic.JoinPreparation",
                    "if (owned.length > 0) {",
                    "if (owned.length > 99) {"),
            new WrongEngine(
                    "auto-commit-of-what-is-returned",
                    "auto-commit inside poll commits the positions after the records that this poll returns",
                    "consumer.PollCall",
                    "            endWith(batch);\n        } else if",
                    "            client.commits().maybeAutoCommit();\n            endWith(batch);\n        } else if"),
            new WrongEngine(
                    "close-forgets-to-commit",
                    "close() does not commit although enable.auto.commit is true",
                    "consumer.CloseCommit",
                    "this.committed = !context.config().autoCommit();",
                    "this.committed = true;"),
            new WrongEngine(
                    "close-does-not-leave",
                    "close() sends no LeaveGroup",
                    "consumer.classic.ClassicMembership",
                    "boolean sends = goes && identity.isIdentified() && client.lookup().isKnown();",
                    "boolean sends = false;"),
            new WrongEngine(
                    "crashed-goes-on",
                    "records that a process had in hand when it was killed have their effect after all",
                    "cluster.Host",
                    "            over(dying, restartAfterMicros);",
                    "            dying.worker().catchUp(now() + 60_000_000);\n"
                            + "            over(dying, restartAfterMicros);"));

    private WrongEngines() {}
}
