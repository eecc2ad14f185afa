package io.offsetlab.log;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import java.util.ArrayList;
import java.util.List;

/** Which leader epoch wrote from which offset on: Kafka's LeaderEpochFileCache. */
final class LeaderEpochs implements Fingerprinted {
    private final List<Start> starts = new ArrayList<>(List.of(new Start(0, 0)));

    private record Start(int epoch, long offset) {}

    int current() {
        return starts.get(starts.size() - 1).epoch;
    }

    /** Another leader writes from this offset on; epochs that have nothing left below it are forgotten. */
    void startNext(long offset) {
        int next = current() + 1;
        starts.removeIf(start -> start.offset >= offset);
        starts.add(new Start(next, offset));
    }

    /** Everything below this offset is gone; epochs that have nothing left are forgotten. */
    void startsAt(long offset) {
        while (starts.size() > 1 && starts.get(1).offset <= offset) {
            starts.remove(0);
        }
        if (starts.get(0).offset < offset) {
            starts.set(0, new Start(starts.get(0).epoch, offset));
        }
    }

    /** The epoch in which the record at this offset was written. */
    int at(long offset) {
        int epoch = starts.get(0).epoch;
        for (Start start : starts) {
            if (start.offset <= offset) {
                epoch = start.epoch;
            }
        }
        return epoch;
    }

    /** Whether a new epoch starts inside a range, its first offset aside. */
    boolean changesIn(long from, long to) {
        for (Start start : starts) {
            if (start.offset > from && start.offset < to) {
                return true;
            }
        }
        return false;
    }

    /** The largest known epoch up to the one asked for, and where it ends; undefined for one that is still to come. */
    Answer.EpochEnd endOf(int epoch, long logEnd) {
        if (epoch == current()) {
            return new Answer.EpochEnd(epoch, logEnd);
        }
        int floor = epoch;
        for (Start start : starts) {
            if (start.epoch > epoch) {
                return new Answer.EpochEnd(floor, start.offset);
            }
            floor = start.epoch;
        }
        return Answer.EpochEnd.UNDEFINED;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(starts.size());
        for (Start start : starts) {
            fingerprint.add(start.epoch).add(start.offset);
        }
    }
}
