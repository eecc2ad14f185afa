package io.offsetlab.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Events by (virtual time, sequence number), in which an event knows its slot and can be taken out: a binary heap, and before it
 * the one event that was added as the earliest of all. A request that is sent and answered next never sees the heap.
 */
@SuppressWarnings("ReferenceEquality") // an event is queued as itself, and is equal to nothing else
final class EventQueue {
    private static final int FRONT = Integer.MAX_VALUE;

    private Event[] heap = new Event[64];
    private int size;
    private @Nullable Event front;

    boolean isEmpty() {
        return front == null && size == 0;
    }

    Event first() {
        return front == null ? heap[0] : front;
    }

    boolean holds(Event event) {
        int slot = event.slot;
        return slot == FRONT ? front == event : slot >= 0 && slot < size && heap[slot] == event;
    }

    void add(Event event) {
        Event earliest = front;
        if (earliest == null ? size > 0 && !before(event, heap[0]) : !before(event, earliest)) {
            push(event);
            return;
        }
        if (earliest != null) {
            push(earliest);
        }
        front = event;
        event.slot = FRONT;
    }

    private void push(Event event) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        siftUp(size++, event);
    }

    Event poll() {
        Event first = first();
        remove(first);
        return first;
    }

    @SuppressWarnings("NullAway") // slots from size on are not read
    void remove(Event event) {
        int slot = event.slot;
        if (slot == FRONT) {
            front = null;
            event.slot = Event.NOT_QUEUED;
            return;
        }
        event.slot = Event.NOT_QUEUED;
        Event last = heap[--size];
        heap[size] = null;
        if (last == event) {
            return;
        }
        siftDown(slot, last);
        if (heap[slot] == last) {
            siftUp(slot, last);
        }
    }

    /** The events in the order in which they would run. */
    Event[] inOrder() {
        Event[] events = Arrays.copyOf(heap, front == null ? size : size + 1);
        if (front != null) {
            events[size] = front;
        }
        Arrays.sort(events, (a, b) -> {
            int byTime = Long.compare(a.at, b.at);
            return byTime != 0 ? byTime : Long.compare(a.sequence, b.sequence);
        });
        return events;
    }

    private void siftUp(int from, Event event) {
        int slot = from;
        while (slot > 0) {
            int parentSlot = (slot - 1) >>> 1;
            Event parent = heap[parentSlot];
            if (!before(event, parent)) {
                break;
            }
            place(slot, parent);
            slot = parentSlot;
        }
        place(slot, event);
    }

    private void siftDown(int from, Event event) {
        int slot = from;
        int firstLeaf = size >>> 1;
        while (slot < firstLeaf) {
            int child = 2 * slot + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], event)) {
                break;
            }
            place(slot, heap[child]);
            slot = child;
        }
        place(slot, event);
    }

    private void place(int slot, Event event) {
        heap[slot] = event;
        event.slot = slot;
    }

    private static boolean before(Event a, Event b) {
        return a.at < b.at || (a.at == b.at && a.sequence < b.sequence);
    }
}
