package dev.tidemark.catalog.ossie;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Mappings as text. */
final class Yaml {

    private Yaml() {}

    static String text(Map<String, Object> document) {
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setWidth(1_000)
                        .setIndicatorIndent(2)
                        .setIndentWithIndicator(true)
                        .setSplitLines(false)
                        .setDereferenceAliases(true)
                        .build())
                .dumpToString(document);
    }

    static String fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A mapping of the values that are there: no empty text, list, mapping or Optional. */
    static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            Object value = keysAndValues[i + 1] instanceof Optional<?> optional
                    ? optional.<Object>map(found -> found).orElse("")
                    : keysAndValues[i + 1];
            boolean empty = value.equals("")
                    || value instanceof java.util.Collection<?> all && all.isEmpty()
                    || value instanceof Map<?, ?> entries && entries.isEmpty();
            if (!empty) {
                map.put((String) keysAndValues[i], value);
            }
        }
        return map;
    }
}
