package dev.tidemark.registry.rest;

import dev.tidemark.registry.RegistryConfiguration;
import dev.tidemark.registry.RegistryDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The registry behind real HTTP, on a fresh database and a free port of the loopback address. */
final class RegistryServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private final Path folder;

    private RegistryServer(Path folder) {
        this.folder = folder;
    }

    static RegistryServer start() {
        try {
            RegistryServer server = new RegistryServer(Files.createTempDirectory("registry-server"));
            server.startTomcat();
            return server;
        } catch (IOException | LifecycleException e) {
            throw new IllegalStateException("The registry's server did not start", e);
        }
    }

    private void startTomcat() throws IOException, LifecycleException {
        DataSource source = RegistryDatabase.migrated(RegistryDatabase.source(), "199?");
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.register(Mvc.class, RegistryConfiguration.class);
        context.addBeanFactoryPostProcessor(beans -> {
            beans.registerSingleton("jdbcClient", JdbcClient.create(source));
            beans.registerSingleton("transactions", new DataSourceTransactionManager(source));
        });
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.setHostname("127.0.0.1");
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setEncodedSolidusHandling("passthrough");
        Context root = tomcat.addContext("", null);
        Tomcat.addServlet(root, "dispatcher", new DispatcherServlet(context)).setLoadOnStartup(1);
        root.addServletMappingDecoded("/", "dispatcher");
        tomcat.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/registry");
    }

    @EnableWebMvc
    static class Mvc {}

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException | LifecycleException e) {
            throw new IllegalStateException("The registry's server did not stop", e);
        }
    }
}
