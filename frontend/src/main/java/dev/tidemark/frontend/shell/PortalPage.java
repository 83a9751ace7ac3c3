package dev.tidemark.frontend.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline.Position;
import com.vaadin.flow.component.page.Inline.Wrapping;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;
import dev.tidemark.frontend.Assets;

/** The HTML page that all views live in. */
@Push
@Viewport("width=device-width, initial-scale=1")
@StyleSheet(Aura.STYLESHEET)
@StyleSheet(Assets.STYLE)
public class PortalPage implements AppShellConfigurator {

    private static final long serialVersionUID = 1L;

    /** Before the first paint, so that a dark page never flashes white. */
    private static final String SCHEME = """
            (() => {
              const kept = localStorage.getItem('tidemark.scheme');
              const value = kept || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
              const root = document.documentElement;
              root.style.colorScheme = value;
              root.dataset.scheme = value;
              root.setAttribute('theme', value);
            })();
            """;

    @Override
    public void configurePage(AppShellSettings page) {
        page.setPageTitle("Tidemark");
        page.addInlineWithContents(Position.PREPEND, SCHEME, Wrapping.JAVASCRIPT);
        page.addLink("icon", "data:image/svg+xml," + Icons.FAVICON);
        page.addMetaTag("description", "A data platform portal in which every number comes with its receipt");
    }
}
