package dev.tidemark.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** The pages as the server has them, without a browser, over the sample portal's fakes. */
@SpringBootTest
abstract class PageTest extends SpringBrowserlessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    FakeTides tides;

    @Autowired
    FakeQuestions questions;

    @Autowired
    FakePipelines pipelines;

    @Autowired
    FakeBoards boards;

    @Override
    protected Set<String> scanPackages() {
        return Set.of("dev.tidemark.frontend");
    }

    @BeforeEach
    void resetFakes() {
        tides.reset();
        questions.answer();
        pipelines.reset();
        boards.reset();
    }

    /** Everything that stands on the page, shell included. */
    String text() {
        return UI.getCurrent()
                .getInternals()
                .getActiveRouterTargetsChain()
                .getLast()
                .getElement()
                .getTextRecursively();
    }

    static String text(Component part) {
        return part.getElement().getTextRecursively();
    }

    /**
     * @param address path, and parameters after a question mark
     */
    void open(String address) {
        String[] parts = address.split("\\?", 2);
        UI.getCurrent().navigate(parts[0], QueryParameters.fromString(parts.length == 1 ? "" : parts[1]));
        roundTrip();
    }

    /** Waits for what comes from another thread. */
    void until(String what, BooleanSupplier seen) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!seen.getAsBoolean()) {
            assertThat(Instant.now()).as("%s; the page says: %s", what, text()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            takeIn();
        }
    }

    void untilText(String words) {
        until("\"" + words + "\"", () -> text().contains(words));
    }

    /** What came from other threads becomes part of the page, as at the end of a request. */
    private static void takeIn() {
        VaadinSession session = VaadinSession.getCurrent();
        session.getService().runPendingAccessTasks(session);
        roundTrip();
    }

    List<String> links() {
        return find(Anchor.class).all().stream().map(Anchor::getHref).toList();
    }

    NativeButton nativeButton(String words) {
        return find(NativeButton.class).withText(words).single();
    }
}
