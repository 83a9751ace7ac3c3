package dev.tidemark.server;

import java.nio.file.Path;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/** Web servers of tests, on free ports, with their files in a folder of the test. */
public final class WebServers {

    private WebServers() {}

    public static TomcatServletWebServerFactory in(Path folder) {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        WebFolders.in(factory, folder);
        return factory;
    }
}
