package dev.tidemark.server.problems;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** The page about a problem code, at the address that every problem document carries as its {@code type}. */
@Controller
class ProblemPages {

    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Parser markdown = Parser.builder().build();
    private final HtmlRenderer html =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    @GetMapping(path = "/problems/{code}", produces = MediaType.TEXT_HTML_VALUE)
    @ResponseBody
    String page(@PathVariable String code) throws IOException {
        ClassPathResource text = new ClassPathResource("problems/" + code + ".md");
        if (!CODE.matcher(code).matches() || !text.exists()) {
            return document("Unknown problem", "<h1>Unknown problem</h1><p>No problem has this code.</p>");
        }
        return document(code, html.render(markdown.parse(text.getContentAsString(StandardCharsets.UTF_8))));
    }

    private static String document(String title, String body) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>%s · Tidemark</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <link rel="stylesheet" href="/css/problem.css"></head>
                <body><main>%s</main></body></html>
                """.formatted(title, body);
    }
}
