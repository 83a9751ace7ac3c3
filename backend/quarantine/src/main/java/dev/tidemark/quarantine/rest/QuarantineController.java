package dev.tidemark.quarantine.rest;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.quarantine.HeldEvent;
import dev.tidemark.quarantine.Quarantine;
import dev.tidemark.quarantine.QuarantineProblem;
import dev.tidemark.quarantine.Repair;
import dev.tidemark.quarantine.RepairDocument;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/quarantine}: every analyst may see what is wrong; builders see the events, and decide. */
@RestController
@RequestMapping("/api/v1/quarantine")
public class QuarantineController {

    private static final String CAUSE = "/{cause:[0-9a-f]{16}}";

    private final Quarantine quarantine;

    public QuarantineController(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    /**
     * @param steps the repair; absent to send events back as they are
     * @param reason why, for the record; a rehearsal needs none
     */
    record Order(
            @Nullable List<Map<String, Object>> steps,
            @Nullable String reason) {

        Repair repair() {
            return steps == null ? Repair.NOTHING : RepairDocument.of(steps);
        }

        String why() {
            return reason == null ? "" : reason;
        }
    }

    /**
     * @param event the whole event, JSON as text
     */
    record Written(@Nullable String event, @Nullable String reason) {

        String text() {
            if (event == null) {
                throw new ProblemException(QuarantineProblem.BAD_REPAIR, "no event")
                        .withFault("/event", "missing, expected the event as JSON text");
            }
            return event;
        }

        String why() {
            return reason == null ? "" : reason;
        }
    }

    record Said(@Nullable String reason) {
        String why() {
            return reason == null ? "" : reason;
        }
    }

    @GetMapping
    Map<String, Object> causes(@RequestParam(required = false) @Nullable String family) {
        return Map.of(
                "causes",
                quarantine.causes(Optional.ofNullable(family)).stream()
                        .map(QuarantineDocuments::cause)
                        .toList());
    }

    @GetMapping(CAUSE)
    Map<String, @Nullable Object> cause(@PathVariable String cause) {
        return QuarantineDocuments.cause(quarantine.cause(cause));
    }

    @GetMapping(CAUSE + "/events")
    Map<String, Object> events(
            @PathVariable String cause,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            @RequestParam(defaultValue = "50") int limit) {
        return Map.of(
                "events",
                quarantine
                        .events(cause, Optional.ofNullable(state).map(QuarantineController::state), before, limit)
                        .stream()
                        .map(QuarantineDocuments::event)
                        .toList());
    }

    private static HeldEvent.State state(String word) {
        return Arrays.stream(HeldEvent.State.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new ProblemException(QuarantineProblem.BAD_REPAIR, "an unknown state")
                        .withFault("/state", "expected held, leaving, released or discarded"));
    }

    @GetMapping("/events/{id}")
    Map<String, @Nullable Object> event(@PathVariable long id) {
        return QuarantineDocuments.event(quarantine.event(id));
    }

    /** Tries a repair on the newest held events; sends none. */
    @PostMapping(CAUSE + "/rehearsal")
    Map<String, Object> rehearse(@PathVariable String cause, @RequestBody Order order) {
        return QuarantineDocuments.rehearsal(quarantine.rehearse(cause, order.repair()));
    }

    @PostMapping(CAUSE + "/replays")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, @Nullable Object> replay(
            @PathVariable String cause, @RequestBody Order order, @Nullable Principal caller) {
        return QuarantineDocuments.replay(quarantine.replay(cause, order.repair(), name(caller), order.why()));
    }

    @PostMapping(CAUSE + "/discard")
    Map<String, Object> discard(@PathVariable String cause, @RequestBody Said said, @Nullable Principal caller) {
        return Map.of("discarded", quarantine.discard(cause, name(caller), said.why()));
    }

    @PostMapping("/events/{id}/rehearsal")
    Map<String, Object> rehearse(@PathVariable long id, @RequestBody Written written) {
        return QuarantineDocuments.rehearsal(quarantine.rehearse(id, written.text()));
    }

    @PostMapping("/events/{id}/replays")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, @Nullable Object> replay(
            @PathVariable long id, @RequestBody Written written, @Nullable Principal caller) {
        return QuarantineDocuments.replay(quarantine.replay(id, written.text(), name(caller), written.why()));
    }

    @PostMapping("/events/{id}/discard")
    Map<String, @Nullable Object> discard(@PathVariable long id, @RequestBody Said said, @Nullable Principal caller) {
        quarantine.discard(id, name(caller), said.why());
        return event(id);
    }

    @GetMapping("/replays")
    Map<String, Object> replays(@RequestParam(required = false) @Nullable String cause) {
        return Map.of(
                "replays",
                quarantine.replays(Optional.ofNullable(cause)).stream()
                        .map(QuarantineDocuments::replay)
                        .toList());
    }

    @GetMapping("/replays/{id}")
    Map<String, @Nullable Object> replay(@PathVariable long id) {
        return QuarantineDocuments.replay(quarantine.replay(id));
    }

    @PostMapping("/replays/{id}/cancel")
    Map<String, @Nullable Object> cancel(@PathVariable long id) {
        return QuarantineDocuments.replay(quarantine.cancel(id));
    }

    private static String name(@Nullable Principal caller) {
        return caller == null ? "nobody" : caller.getName();
    }
}
