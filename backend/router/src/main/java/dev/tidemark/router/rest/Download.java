package dev.tidemark.router.rest;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.export.Export;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An export on its way to a client. A slow client holds the store back; one that goes away cancels it. */
final class Download {

    static final String RECEIPT = "Tidemark-Receipt";

    private static final Logger LOG = LoggerFactory.getLogger(Download.class);

    private final Export export;

    Download(Export export) {
        this.export = export;
    }

    static String link(String receipt) {
        return "</api/v1/receipts/" + receipt + ">; rel=\"receipt\"";
    }

    /**
     * @throws ProblemException when nothing has gone out yet, so that the problem can be the response
     */
    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(export.format().contentType());
        response.setHeader(RECEIPT, link(export.receiptId()));
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"" + export.receiptId() + "."
                        + export.format().suffix() + "\"");
        try {
            export.writeTo(response.getOutputStream());
        } catch (IOException e) {
            LOG.info("{}: the client went away", export.receiptId());
            request.setAttribute(Export.BROKEN_OFF, true);
        } catch (ProblemException e) {
            if (!response.isCommitted()) {
                response.reset();
                throw e;
            }
            LOG.warn("{}: broke off: {}", export.receiptId(), e.detail(), e.getCause());
            request.setAttribute(Export.BROKEN_OFF, true);
        }
    }
}
