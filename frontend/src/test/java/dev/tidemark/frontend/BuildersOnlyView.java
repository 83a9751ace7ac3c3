package dev.tidemark.frontend;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;

/** A page that an analyst may not open. */
@Route("builders-only")
@RolesAllowed("BUILDER")
public class BuildersOnlyView extends Div {

    private static final long serialVersionUID = 1L;
}
