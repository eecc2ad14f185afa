package io.offsetlab.byo.fiber;

/** Fibers on pooled platform threads that hand a baton on. The driver is whoever called {@link #drive}. */
final class PlatformFibers implements Fibers {
    private final Turn driver = new Turn();

    @Override
    public Fiber create(String name, Runnable code) {
        return new Fiber(name, code);
    }

    @Override
    public void drive(Runnable part) {
        driver.belongsTo(Thread.currentThread());
        part.run();
    }

    @Override
    public void resume(Fiber fiber) {
        give(fiber);
        driver.await();
    }

    @Override
    public void pass(Fiber from, Fiber to) {
        give(to);
        from.turn.await();
    }

    @Override
    public void toDriver(Fiber from) {
        driver.give();
        from.turn.await();
    }

    private void give(Fiber fiber) {
        if (fiber.hasBegun()) {
            fiber.turn.give();
        } else {
            PooledThread.take().run(fiber, driver::give);
        }
    }

    @Override
    public void giveUp() {
        driver.give();
    }

    @Override
    public String kind() {
        return "platform threads";
    }
}
