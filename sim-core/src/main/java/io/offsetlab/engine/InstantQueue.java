package io.offsetlab.engine;

import java.util.Arrays;

/**
 * The events that were added for the instant at which they were added, in the order of their adding: they come behind all others
 * of that instant, so that no heap has to find their place. An event knows its slot here by a number below
 * {@link Event#NOT_QUEUED}.
 */
@SuppressWarnings({"ReferenceEquality", "NullAway"
}) // an event is queued as itself; slots outside of first to end are not read
final class InstantQueue {
    private static final int FIRST_SLOT = Event.NOT_QUEUED - 1;

    private Event[] events = new Event[16];
    private int first;
    private int end;

    boolean isEmpty() {
        return first == end;
    }

    boolean holds(Event event) {
        return event.slot <= FIRST_SLOT;
    }

    Event first() {
        return events[first];
    }

    void add(Event event) {
        if (end == events.length) {
            makeRoom();
        }
        event.slot = FIRST_SLOT - end;
        events[end++] = event;
    }

    Event poll() {
        Event event = events[first];
        event.slot = Event.NOT_QUEUED;
        events[first++] = null;
        skipTaken();
        return event;
    }

    void remove(Event event) {
        events[FIRST_SLOT - event.slot] = null;
        event.slot = Event.NOT_QUEUED;
        skipTaken();
    }

    /** Copies the events that wait, in order. */
    int copyInto(Event[] target, int from) {
        int to = from;
        for (int i = first; i < end; i++) {
            if (events[i] != null) {
                target[to++] = events[i];
            }
        }
        return to;
    }

    int size() {
        int size = 0;
        for (int i = first; i < end; i++) {
            size += events[i] == null ? 0 : 1;
        }
        return size;
    }

    private void skipTaken() {
        while (first < end && events[first] == null) {
            first++;
        }
        if (first == end) {
            first = 0;
            end = 0;
        }
    }

    private void makeRoom() {
        Event[] waiting = new Event[size()];
        copyInto(waiting, 0);
        events = waiting.length * 2 > events.length ? Arrays.copyOf(events, events.length * 2) : events;
        Arrays.fill(events, null);
        first = 0;
        end = 0;
        for (Event event : waiting) {
            add(event);
        }
    }
}
