package dev.tidemark.frontend.errors;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.HttpStatusCode;
import dev.tidemark.frontend.shell.MainLayout;
import dev.tidemark.problems.ProblemException;
import jakarta.annotation.security.PermitAll;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A page could not be shown. A problem says its own remedy; anything else is a defect and gets a trace id. */
@ParentLayout(MainLayout.class)
@PageTitle("Something failed · Tidemark")
@PermitAll
public class FailurePage extends Div implements HasErrorParameter<Exception> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FailurePage.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> failure) {
        removeAll();
        if (failure.getCaughtException() instanceof ProblemException occurrence) {
            add(new Wrong(
                    occurrence.problem().status() + " · " + occurrence.problem().code(),
                    occurrence.problem().title(),
                    occurrence.detail(),
                    occurrence.remedy()));
            return occurrence.problem().status();
        }
        String trace = UUID.randomUUID().toString();
        LOG.error("Page /{} failed, trace {}", event.getLocation().getPath(), trace, failure.getCaughtException());
        add(
                new Wrong(
                        "500 · " + trace,
                        "This page failed",
                        "Something in the portal went wrong, not with what you asked.",
                        "Try again. If it stays, give the number above to an administrator: it finds the failure in the portal's log."));
        return HttpStatusCode.INTERNAL_SERVER_ERROR.getCode();
    }
}
