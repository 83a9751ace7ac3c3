package dev.tidemark.frontend.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.tidemark.frontend.Assets;
import dev.tidemark.quality.Tides;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Navigation at the side, the tide strip on top, search and keys everywhere. */
@Layout
@PermitAll
@JavaScript(Assets.SCRIPT)
public class MainLayout extends AppLayout implements AfterNavigationObserver {

    private static final long serialVersionUID = 1L;

    private final Div crumbs = new Div();
    private final TextField search = new TextField();
    private final TideStrip strip;

    public MainLayout(Tides tides, OpenCount incidents, AuthenticationContext security) {
        setPrimarySection(Section.DRAWER);
        strip = new TideStrip(tides);
        addToDrawer(drawer(incidents, security));
        addToNavbar(bar());
    }

    @Override
    public void showRouterLayoutContent(com.vaadin.flow.component.HasElement content) {
        Div frame = new Div(strip);
        frame.getElement().appendChild(content.getElement());
        setContent(frame);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        crumbs.removeAll();
        Component view = event.getActiveChain().isEmpty()
                ? this
                : (Component) event.getActiveChain().getFirst();
        List<Crumb> trail = view instanceof HasCrumbs titled ? titled.crumbs() : List.of();
        for (int i = 0; i < trail.size(); i++) {
            if (i > 0) {
                crumbs.add(new Html("<i aria-hidden=\"true\">/</i>"));
            }
            Crumb crumb = trail.get(i);
            crumbs.add(crumb.path().isEmpty() ? new Span(crumb.title()) : new Anchor(crumb.path(), crumb.title()));
        }
        search.setVisible(!event.getLocation().getPath().equals("metrics"));
        search.clear();
    }

    private Component bar() {
        crumbs.addClassName("tm-crumbs");
        search.setPlaceholder("Search metrics");
        search.setAriaLabel("Search metrics");
        search.setSuffixComponent(new Html("<kbd>/</kbd>"));
        search.addThemeVariants(TextFieldVariant.LUMO_SMALL);
        search.addClassName("tm-find");
        search.getElement().setAttribute("data-search", "shell");
        search.addKeyPressListener(
                Key.ENTER,
                event -> UI.getCurrent()
                        .navigate(
                                "metrics",
                                QueryParameters.simple(
                                        Map.of("q", search.getValue().strip()))));
        Span grow = new Span();
        grow.addClassName("tm-grow");
        DrawerToggle toggle = new DrawerToggle();
        toggle.setAriaLabel("Show or hide the navigation");
        Div bar = new Div(toggle, crumbs, grow, search, keysButton(), schemeButton());
        bar.addClassName("tm-bar");
        return bar;
    }

    private static Component schemeButton() {
        NativeButton scheme = iconButton(Icons.SUN + Icons.MOON, "Light or dark (t)");
        scheme.getElement().setAttribute("onclick", "window.tidemark.toggleScheme()");
        return scheme;
    }

    private static Component keysButton() {
        NativeButton keys = iconButton(Icons.KEYS, "Keys (?)");
        keys.getElement().setAttribute("data-keys", "");
        keys.addClickListener(click -> keys().open());
        return keys;
    }

    private static NativeButton iconButton(String drawing, String name) {
        NativeButton button = new NativeButton();
        button.addClassName("tm-icon-button");
        button.getElement()
                .setAttribute("aria-label", name)
                .setAttribute("title", name)
                .setAttribute("type", "button");
        button.getElement()
                .appendChild(new Html("<span style=\"display:contents\">" + drawing + "</span>").getElement());
        return button;
    }

    private static Dialog keys() {
        Dialog dialog = new Dialog("Keys");
        Div list = new Div();
        list.addClassName("tm-keys");
        for (String[] key : new String[][] {
            {"/", "search"},
            {"g h", "home"},
            {"g m", "metrics"},
            {"g e", "explore"},
            {"g d", "dashboards"},
            {"g f", "freshness"},
            {"g i", "incidents"},
            {"g p", "pipelines"},
            {"g r", "rollups"},
            {"g q", "quarantine"},
            {"g s", "schemas"},
            {"g c", "proposals"},
            {"Ctrl Enter", "run the question on the explore page"},
            {"t", "light or dark"},
            {"?", "this list"}
        }) {
            Span keys = new Span();
            for (String one : key[0].split(" ")) {
                keys.add(new Html("<kbd>" + one + "</kbd>"), new Span(" "));
            }
            list.add(keys, new Span(key[1]));
        }
        dialog.add(list);
        return dialog;
    }

    private static Component drawer(OpenCount open, AuthenticationContext security) {
        Anchor brand = new Anchor("");
        brand.addClassName("tm-brand");
        brand.add(new Html(Icons.LOGO), new Span("Tidemark"));
        brand.getElement().setAttribute("aria-label", "Tidemark, home");
        SideNav navigation = new SideNav();
        navigation.getElement().setAttribute("aria-label", "Places");
        SideNavItem incidents = place("Incidents", "incidents", Icons.INCIDENTS);
        incidents.setSuffixComponent(new CountMark(open));
        navigation.addItem(
                place("Home", "", Icons.HOME),
                place("Metrics", "metrics", Icons.METRICS),
                place("Explore", "explore", Icons.EXPLORE),
                place("Dashboards", "dashboards", Icons.DASHBOARDS),
                place("Freshness", "freshness", Icons.FRESHNESS),
                incidents,
                place("Pipelines", "pipelines", Icons.PIPELINES),
                place("Rollups", "rollups", Icons.ROLLUPS),
                place("Quarantine", "quarantine", Icons.QUARANTINE),
                place("Schemas", "schemas", Icons.SCHEMAS),
                place("Proposals", "proposals", Icons.PROPOSALS));
        Span grow = new Span();
        grow.addClassName("tm-grow");
        Div drawer = new Div(brand, navigation, grow, user(security));
        drawer.addClassName("tm-drawer");
        return drawer;
    }

    private static SideNavItem place(String title, String path, String drawing) {
        SideNavItem item = new SideNavItem(title, path, Icons.nav(drawing));
        item.setMatchNested(!path.isEmpty());
        return item;
    }

    private static Component user(AuthenticationContext security) {
        String name = security.getPrincipalName().orElse("nobody");
        Set<String> roles = new TreeSet<>();
        security.getGrantedRoles().forEach(role -> roles.add(role.toLowerCase(java.util.Locale.ROOT)));
        Span face = new Span(name.substring(0, 1));
        face.addClassName("tm-face");
        face.getElement().setAttribute("aria-hidden", "true");
        Span who = new Span();
        who.addClassName("tm-who");
        who.add(new Span(name), new Html("<small>" + String.join(", ", roles) + "</small>"));
        NativeButton button = new NativeButton();
        button.addClassName("tm-user");
        button.getElement().setAttribute("type", "button").setAttribute("aria-haspopup", "menu");
        button.getElement().appendChild(face.getElement(), who.getElement());
        ContextMenu menu = new ContextMenu(button);
        menu.setOpenOnClick(true);
        menu.addItem("Sign out", click -> security.logout());
        return button;
    }
}
