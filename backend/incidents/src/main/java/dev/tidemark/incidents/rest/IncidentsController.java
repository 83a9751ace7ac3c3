package dev.tidemark.incidents.rest;

import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.IncidentProblem;
import dev.tidemark.incidents.IncidentQuery;
import dev.tidemark.incidents.Incidents;
import dev.tidemark.incidents.Resolution;
import dev.tidemark.incidents.Severity;
import dev.tidemark.problems.ProblemException;
import java.security.Principal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/incidents}: every analyst may see what is wrong; builders say what is done about it. */
@RestController
@RequestMapping("/api/v1/incidents")
public class IncidentsController {

    private final Incidents incidents;

    public IncidentsController(Incidents incidents) {
        this.incidents = incidents;
    }

    /**
     * @param to a user's name
     * @param resolution the word of a {@link Resolution}
     */
    record Order(
            @Nullable String words,
            @Nullable String to,
            @Nullable String resolution) {

        String said() {
            return words == null ? "" : words;
        }
    }

    /**
     * The newest first.
     *
     * @param state {@code open}, {@code acknowledged}, {@code resolved}, {@code unresolved} or {@code all}
     */
    @GetMapping
    Map<String, @Nullable Object> list(
            @RequestParam(defaultValue = "unresolved") String state,
            @RequestParam(required = false) @Nullable String check,
            @RequestParam(required = false) @Nullable String severity,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            @RequestParam(defaultValue = "50") int limit) {
        IncidentQuery query = new IncidentQuery(
                states(state),
                Optional.ofNullable(check).map(word -> known(word, "check", Check::of, Check.values(), Check::word)),
                Optional.ofNullable(severity)
                        .map(word -> known(word, "severity", Severity::of, Severity.values(), Severity::word)),
                Optional.ofNullable(owner),
                Optional.ofNullable(subject),
                before,
                limit);
        List<Incident> found = incidents.list(query);
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put(
                "incidents", found.stream().map(IncidentDocuments::incident).toList());
        document.put(
                "next_before",
                found.size() < query.most() ? null : found.getLast().id());
        return document;
    }

    private static Set<Incident.State> states(String word) {
        return switch (word) {
            case "all" -> EnumSet.allOf(Incident.State.class);
            case "unresolved" -> IncidentQuery.UNRESOLVED;
            default ->
                Set.of(Incident.State.of(word)
                        .orElseThrow(() -> unknown("state", "open, acknowledged, resolved, unresolved or all")));
        };
    }

    static <E> E known(
            String word, String place, Function<String, Optional<E>> meaning, E[] all, Function<E, String> words) {
        return meaning.apply(word)
                .orElseThrow(() -> unknown(place, Arrays.stream(all).map(words).collect(Collectors.joining(", "))));
    }

    private static ProblemException unknown(String place, String expected) {
        return new ProblemException(IncidentProblem.BAD_INCIDENT_REQUEST, "a word that is not known")
                .withFault("/" + place, "expected one of " + expected);
    }

    /** With its story and who was told. */
    @GetMapping("/{id}")
    Map<String, @Nullable Object> one(@PathVariable long id) {
        return IncidentDocuments.whole(incidents.get(id), incidents.trail(id), incidents.told(id));
    }

    @PostMapping("/{id}/acknowledge")
    Map<String, @Nullable Object> acknowledge(
            @PathVariable long id, @RequestBody(required = false) @Nullable Order order, Principal caller) {
        incidents.acknowledge(id, caller.getName(), order == null ? "" : order.said());
        return one(id);
    }

    @PostMapping("/{id}/assign")
    Map<String, @Nullable Object> assign(@PathVariable long id, @RequestBody Order order, Principal caller) {
        String to = order.to();
        incidents.assign(id, to == null ? caller.getName() : to, caller.getName());
        return one(id);
    }

    @PostMapping("/{id}/resolve")
    Map<String, @Nullable Object> resolve(@PathVariable long id, @RequestBody Order order, Principal caller) {
        String word = order.resolution() == null ? "" : order.resolution();
        Resolution resolution = known(word, "resolution", Resolution::of, Resolution.values(), Resolution::word);
        incidents.resolve(id, resolution, caller.getName(), order.said());
        return one(id);
    }

    @PostMapping("/{id}/comments")
    Map<String, @Nullable Object> comment(@PathVariable long id, @RequestBody Order order, Principal caller) {
        incidents.comment(id, caller.getName(), order.said());
        return one(id);
    }
}
