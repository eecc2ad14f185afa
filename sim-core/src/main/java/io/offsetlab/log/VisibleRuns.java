package io.offsetlab.log;

import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.LogFact;
import java.util.Arrays;
import java.util.List;

/** Finds the runs of offsets without a gap in loaded content. */
final class VisibleRuns {
    private VisibleRuns() {}

    static long[] of(List<LoadedContent.Entry> records, long from, long to) {
        long[] runs = new long[4];
        int size = 0;
        for (int i = indexAtOrAbove(records, from); i < records.size(); i++) {
            long offset = records.get(i).offset();
            if (offset >= to) {
                break;
            }
            if (size > 0 && runs[size - 1] == offset) {
                runs[size - 1] = offset + 1;
                continue;
            }
            if (size == runs.length) {
                runs = Arrays.copyOf(runs, size * 2);
            }
            runs[size++] = offset;
            runs[size++] = offset + 1;
        }
        return Arrays.copyOf(runs, size);
    }

    static void tellGaps(
            List<LoadedContent.Entry> records, long from, long to, long at, int partition, FactSink facts) {
        long expected = from;
        long[] runs = of(records, from, to);
        for (int i = 0; i < runs.length; i += 2) {
            if (runs[i] > expected) {
                facts.accept(new LogFact.Hidden(at, partition, expected, runs[i]));
            }
            expected = runs[i + 1];
        }
    }

    static int indexAtOrAbove(List<LoadedContent.Entry> records, long offset) {
        int low = 0;
        int high = records.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (records.get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
