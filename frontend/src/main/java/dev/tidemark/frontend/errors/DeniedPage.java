package dev.tidemark.frontend.errors;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AccessDeniedException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.HttpStatusCode;
import dev.tidemark.frontend.shell.MainLayout;
import jakarta.annotation.security.PermitAll;

/** The page exists, and this person may not see it. */
@ParentLayout(MainLayout.class)
@PageTitle("Not allowed · Tidemark")
@PermitAll
public class DeniedPage extends Div implements HasErrorParameter<AccessDeniedException> {

    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<AccessDeniedException> failure) {
        removeAll();
        add(new Wrong(
                "403",
                "Not for your role",
                "You are signed in, but your role may not open /"
                        + event.getLocation().getPath() + ".",
                "Ask an administrator for the role, or sign in as somebody who has it."));
        return HttpStatusCode.FORBIDDEN.getCode();
    }
}
