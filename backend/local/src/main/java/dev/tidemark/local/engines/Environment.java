package dev.tidemark.local.engines;

import dev.tidemark.local.home.Home;
import dev.tidemark.local.home.Ports;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What our own processes are told about where everything is. */
public final class Environment {

    private Environment() {}

    /** The variables for one installation; secrets are named by their file, never given. */
    public static Map<String, String> of(Setting setting, Choice choice) throws IOException {
        Home home = setting.home();
        Ports ports = setting.ports();
        Map<String, String> variables = new TreeMap<>();
        variables.put("TIDEMARK_HOME", home.root().toString());
        variables.put("TIDEMARK_PORTAL_PORT", Integer.toString(ports.of("portal")));
        variables.put("TIDEMARK_COLLECTOR_PORT", Integer.toString(ports.of("collector")));
        variables.put("TIDEMARK_CDC_PORT", Integer.toString(ports.of("cdc")));
        variables.put("TIDEMARK_CDC_URL", url(setting, "cdc"));
        variables.put("TIDEMARK_PORTAL_URL", url(setting, "portal"));
        variables.put("TIDEMARK_COLLECTOR_URL", url(setting, "collector"));
        variables.put(
                "TIDEMARK_POSTGRES_URL",
                "jdbc:postgresql://127.0.0.1:" + ports.of("postgres") + "/" + PostgresPart.DATABASE);
        variables.put("TIDEMARK_POSTGRES_USER", PostgresPart.USER);
        variables.put(
                "TIDEMARK_POSTGRES_PASSWORD_FILE",
                home.secrets().postgresPassword().toString());
        variables.put("TIDEMARK_KAFKA", "127.0.0.1:" + ports.of("kafka"));
        variables.put("TIDEMARK_FLINK", url(setting, "flink"));
        variables.put("TIDEMARK_PINOT_CONTROLLER", url(setting, "pinot_controller"));
        variables.put("TIDEMARK_PINOT_BROKER", url(setting, "pinot_broker"));
        variables.put("TIDEMARK_LAKE_ROOT", home.data("lake").toString());
        variables.put("TIDEMARK_DEFINITIONS", home.data("definitions.git").toString());
        variables.put(
                "TIDEMARK_CHECKPOINTS",
                home.data("flink").resolve("checkpoints").toString());
        new Own(setting.artifacts().repository().module("backend/jobs").resolve("target"))
                .jar()
                .ifPresent(jar -> variables.put("TIDEMARK_JOBS_JAR", jar.toString()));
        variables.put(
                "TIDEMARK_INTERNAL_TOKEN_FILE", home.secrets().internalToken().toString());
        variables.put("TIDEMARK_DEMO", Boolean.toString(choice.demo()));
        if (choice.trino()) {
            variables.put("TIDEMARK_TRINO", "jdbc:trino://127.0.0.1:" + ports.of("trino") + "/lake");
        }
        return variables;
    }

    static String url(Setting setting, String port) {
        return "http://127.0.0.1:" + setting.ports().of(port);
    }
}
