package dev.tidemark.definitions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The definitions that ship with a release: the workspaces on the class path. */
public final class Seed {

    private static final String FOLDER = "workspaces/";

    private Seed() {}

    /** Every file below {@code workspaces/} on the class path: path from there → text. */
    public static SortedMap<String, String> ofClassPath() {
        SortedMap<String, String> files = new TreeMap<>();
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + FOLDER + "**")) {
                String url = resource.getURL().toString();
                String path = url.substring(url.lastIndexOf("/" + FOLDER) + FOLDER.length() + 1);
                if (resource.isReadable() && !path.isEmpty() && !path.endsWith("/")) {
                    files.put(path, resource.getContentAsString(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The definitions of this release cannot be read", e);
        }
        return files;
    }
}
