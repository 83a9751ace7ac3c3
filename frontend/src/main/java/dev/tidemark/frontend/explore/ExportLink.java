package dev.tidemark.frontend.explore;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Receipt;
import dev.tidemark.router.export.Export;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link that asks a question again and saves its rows as they come, however many. The receipt of the file comes to the page. */
final class ExportLink extends Anchor {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(ExportLink.class);

    private final transient Supplier<Export> exports;
    private final transient Consumer<Receipt> done;
    private final transient Consumer<ProblemException> failed;
    private final String name;

    /**
     * @param name of the file, without its suffix
     * @param done takes the receipt, on the page's thread
     * @param failed takes what stood in the way, on the page's thread
     */
    ExportLink(Supplier<Export> exports, String name, Consumer<Receipt> done, Consumer<ProblemException> failed) {
        this.exports = exports;
        this.name = name;
        this.done = done;
        this.failed = failed;
        setText("Export CSV");
        setHref((DownloadHandler) this::send);
        addClassName("tm-quiet");
        setId("export");
        getElement()
                .setAttribute(
                        "title",
                        "Ask again and save all rows as CSV, for a spreadsheet: what it would take for a formula begins with an apostrophe");
    }

    private void send(DownloadEvent event) {
        UI ui = event.getUI();
        try (Export export = exports.get()) {
            event.setFileName(name + "." + export.format().suffix());
            event.setContentType(export.format().contentType());
            Receipt receipt = export.writeTo(event.getOutputStream());
            ui.access(() -> done.accept(receipt));
        } catch (ProblemException e) {
            event.getRequest().setAttribute(Export.BROKEN_OFF, true);
            ui.access(() -> failed.accept(e));
        } catch (IOException e) {
            event.getRequest().setAttribute(Export.BROKEN_OFF, true);
            LOG.info("An export was given up by its reader");
        }
    }
}
