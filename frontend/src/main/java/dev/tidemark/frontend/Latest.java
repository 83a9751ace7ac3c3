package dev.tidemark.frontend;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for a part of a page of which only the newest question matters: it runs on a virtual thread, a newer one interrupts it, and
 * its answer is shown under the page's lock. The question carries everything it needs: nothing of the request's thread is there
 * when it runs.
 *
 * @param <T> what is shown
 */
public final class Latest<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Latest.class);

    private final Component owner;
    private final SerializableConsumer<T> show;
    private final SerializableConsumer<Throwable> fail;
    private final AtomicReference<@Nullable Thread> asking = new AtomicReference<>();

    /**
     * @param show runs with the page locked
     * @param fail runs with the page locked when the question threw; not when it was superseded or cancelled
     */
    public Latest(Component owner, SerializableConsumer<T> show, SerializableConsumer<Throwable> fail) {
        this.owner = owner;
        this.show = show;
        this.fail = fail;
        owner.addDetachListener(detached -> cancel());
    }

    /**
     * Asks in place of whatever was asked before. Call it with the page locked.
     *
     * @param settle how long to wait for a newer question first
     */
    public void ask(Duration settle, Callable<T> question) {
        UI page = owner.getUI().orElseGet(UI::getCurrent);
        Thread thread = Thread.ofVirtual().name("page-question").unstarted(() -> run(page, settle, question));
        interrupt(asking.getAndSet(thread));
        thread.start();
    }

    /**
     * Nothing will be shown of what was asked last.
     *
     * @return whether it was still on its way
     */
    public boolean cancel() {
        Thread thread = asking.getAndSet(null);
        interrupt(thread);
        return thread != null;
    }

    private static void interrupt(@Nullable Thread thread) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run(UI page, Duration settle, Callable<T> question) {
        try {
            Thread.sleep(settle);
            T answer = question.call();
            access(page, () -> show.accept(answer));
        } catch (Exception e) {
            access(page, () -> fail.accept(e));
        }
    }

    private void access(UI page, Runnable change) {
        Thread me = Thread.currentThread();
        try {
            page.access(() -> {
                if (asking.compareAndSet(me, null) && owner.isAttached()) {
                    change.run();
                }
            });
        } catch (UIDetachedException e) {
            LOG.debug("The page was closed before its answer came", e);
        }
    }
}
