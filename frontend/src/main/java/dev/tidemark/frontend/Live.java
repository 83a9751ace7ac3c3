package dev.tidemark.frontend;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a part of a page up to date: asks on a virtual thread, shows the answer under the page's lock. While one question is on
 * its way further calls are remembered as one, so a slow store is never asked twice at once by the same page. The question
 * carries everything it needs (also who asks): nothing of the request's thread is there when it runs.
 *
 * @param <T> what is shown
 */
public final class Live<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int RUN_AGAIN = 2;

    private final Component owner;
    private final Callable<T> question;
    private final SerializableConsumer<T> show;
    private final SerializableConsumer<Throwable> fail;
    private final AtomicInteger state = new AtomicInteger(IDLE);
    private volatile @Nullable UI ui;

    /**
     * @param question runs on a virtual thread
     * @param show runs with the page locked
     * @param fail runs with the page locked when the question threw
     */
    public Live(
            Component owner, Callable<T> question, SerializableConsumer<T> show, SerializableConsumer<Throwable> fail) {
        this.owner = owner;
        this.question = question;
        this.show = show;
        this.fail = fail;
        owner.getUI().ifPresent(found -> ui = found);
        owner.addAttachListener(event -> ui = event.getUI());
        owner.addDetachListener(event -> ui = null);
    }

    /** Asks again, soon. From any thread; does nothing while the page is closed. */
    public void refresh() {
        if (ui == null && UI.getCurrent() != null) {
            // A view asks in its onAttach, which runs before attach listeners do.
            ui = owner.getUI().orElse(null);
        }
        if (ui == null) {
            return;
        }
        if (state.getAndUpdate(now -> now == IDLE ? RUNNING : RUN_AGAIN) == IDLE) {
            Thread.ofVirtual().name("page-refresh").start(this::run);
        }
    }

    private void run() {
        do {
            state.set(RUNNING);
            ask();
        } while (!state.compareAndSet(RUNNING, IDLE));
    }

    private void ask() {
        try {
            T answer = question.call();
            access(() -> show.accept(answer));
        } catch (Throwable e) {
            // An error too: nobody would ask again, and the page would wait for ever.
            access(() -> fail.accept(e));
        }
    }

    private void access(Runnable change) {
        UI page = ui;
        if (page == null) {
            return;
        }
        try {
            page.access(() -> {
                if (owner.isAttached()) {
                    change.run();
                }
            });
        } catch (UIDetachedException e) {
            LOG.debug("The page was closed before its answer came", e);
        }
    }
}
