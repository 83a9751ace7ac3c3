package dev.tidemark.problems;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A problem as the members of an RFC 9457 {@code application/problem+json} document, in the order people read them. */
public final class ProblemDocument {

    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemDocument() {}

    /**
     * @param traceId finds this occurrence in the logs
     */
    public static Map<String, Object> of(ProblemException occurrence, String traceId) {
        Problem problem = occurrence.problem();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "/problems/" + problem.code());
        members.put("title", problem.title());
        members.put("status", problem.status());
        members.put("detail", occurrence.detail());
        members.put("code", problem.code());
        members.put("owner", problem.owner().word());
        members.put("remedy", occurrence.remedy());
        members.put("errors", errors(occurrence.faults()));
        members.put("trace_id", traceId);
        return members;
    }

    private static List<Map<String, String>> errors(List<Fault> faults) {
        return faults.stream()
                .map(fault -> {
                    Map<String, String> error = new LinkedHashMap<>();
                    error.put("pointer", fault.pointer());
                    error.put("detail", fault.detail());
                    return error;
                })
                .toList();
    }
}
