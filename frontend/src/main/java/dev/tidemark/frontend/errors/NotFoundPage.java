package dev.tidemark.frontend.errors;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.HttpStatusCode;
import dev.tidemark.frontend.shell.MainLayout;
import jakarta.annotation.security.PermitAll;

/** There is no such page, or no such metric. */
@ParentLayout(MainLayout.class)
@PageTitle("Not found · Tidemark")
@PermitAll
public class NotFoundPage extends Div implements HasErrorParameter<NotFoundException> {

    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> failure) {
        removeAll();
        add(
                failure.getException() instanceof NoSuchMetric metric
                        ? new Wrong("404", "There is no such metric", metric.detail(), metric.advice())
                        : new Wrong(
                                "404",
                                "Nothing here",
                                "There is no page at /" + event.getLocation().getPath() + ".",
                                "Check the address, or search the metrics with the / key."));
        return HttpStatusCode.NOT_FOUND.getCode();
    }
}
