package dev.tidemark.router.rest;

import dev.tidemark.router.export.ExportFormat;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/** What a caller wants an answer as. */
final class Accepted {

    private static final Map<MediaType, Optional<ExportFormat>> OFFERED = offered();

    private Accepted() {}

    private static Map<MediaType, Optional<ExportFormat>> offered() {
        Map<MediaType, Optional<ExportFormat>> offered = new LinkedHashMap<>();
        offered.put(MediaType.APPLICATION_JSON, Optional.empty());
        for (ExportFormat format : ExportFormat.values()) {
            offered.put(MediaType.parseMediaType(format.mediaType()), Optional.of(format));
        }
        return offered;
    }

    /**
     * The file a caller wants; empty for JSON, which is also for who wants nothing in particular.
     *
     * @throws HttpMediaTypeNotAcceptableException when it wants none of what there is
     */
    static Optional<ExportFormat> format(@Nullable String header) throws HttpMediaTypeNotAcceptableException {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        for (MediaType wanted : wanted(header)) {
            MediaType plain = wanted.removeQualityValue();
            for (Map.Entry<MediaType, Optional<ExportFormat>> offer : OFFERED.entrySet()) {
                if (plain.includes(offer.getKey()) && sameFormulas(plain, offer.getKey())) {
                    return offer.getValue();
                }
            }
        }
        throw new HttpMediaTypeNotAcceptableException(List.copyOf(OFFERED.keySet()));
    }

    private static boolean sameFormulas(MediaType wanted, MediaType offered) {
        String asked = wanted.getParameter("formulas");
        String given = offered.getParameter("formulas");
        return asked == null ? given == null : asked.equals(given);
    }

    private static List<MediaType> wanted(String header) throws HttpMediaTypeNotAcceptableException {
        try {
            return MediaType.parseMediaTypes(header).stream()
                    .filter(type -> type.getQualityValue() > 0)
                    .sorted(Comparator.comparingDouble(MediaType::getQualityValue)
                            .reversed())
                    .toList();
        } catch (InvalidMediaTypeException e) {
            throw new HttpMediaTypeNotAcceptableException(String.valueOf(e.getMessage()));
        }
    }
}
