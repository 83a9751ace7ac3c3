package dev.tidemark.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the web server keeps its files: in the home, because those in the system's temporary directory stay there when the process is killed. */
@Configuration(proxyBeanMethods = false)
class WebFolders {

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> filesOfTheWebServer(
            PortalSettings settings, @Value("${server.port}") int port) {
        return factory -> in(factory, settings.home().resolve("run").resolve("portal-" + port));
    }

    static void in(TomcatServletWebServerFactory factory, Path folder) {
        factory.setBaseDirectory(made(folder.resolve("web")));
        factory.setDocumentRoot(made(folder.resolve("documents")));
    }

    private static File made(Path folder) {
        try {
            return Files.createDirectories(folder.toAbsolutePath()).toFile();
        } catch (IOException e) {
            throw new UncheckedIOException("The web server has no place for its files", e);
        }
    }
}
