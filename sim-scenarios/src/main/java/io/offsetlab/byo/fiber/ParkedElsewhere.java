package io.offsetlab.byo.fiber;

/** A fiber waits for something that no event of the simulation can bring. */
public final class ParkedElsewhere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Fiber fiber;

    ParkedElsewhere(Fiber fiber) {
        super(fiber.name() + " waits outside of the simulation");
        this.fiber = fiber;
    }

    public Fiber fiber() {
        return fiber;
    }
}
