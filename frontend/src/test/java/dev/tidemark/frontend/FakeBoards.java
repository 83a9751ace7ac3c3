package dev.tidemark.frontend;

import dev.tidemark.catalog.Dashboards;
import java.util.List;
import java.util.function.Supplier;

/** The demo company's dashboards, until others are put in their place. */
final class FakeBoards implements Supplier<List<Dashboards>> {

    private final Dashboards demo;
    private volatile Dashboards now;

    FakeBoards(Dashboards demo) {
        this.demo = demo;
        this.now = demo;
    }

    void put(Dashboards dashboards) {
        now = dashboards;
    }

    Dashboards demo() {
        return demo;
    }

    void reset() {
        now = demo;
    }

    @Override
    public List<Dashboards> get() {
        return List.of(now);
    }
}
