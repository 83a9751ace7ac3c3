package dev.tidemark.incidents.rest;

import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.IncidentProblem;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subscription;
import dev.tidemark.incidents.Subscriptions;
import dev.tidemark.problems.ProblemException;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/notices}: who is told. For administrators: where notices go is often a secret itself. */
@RestController
@RequestMapping("/api/v1/notices/subscriptions")
public class SubscriptionsController {

    private final Subscriptions subscriptions;

    public SubscriptionsController(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /**
     * @param channel {@code webhook} or {@code mail}
     * @param about {@code incidents}, {@code proposals} or both; absent for incidents
     * @param checks of which incidents; absent or empty for all; likewise the two after it
     */
    record Wish(
            @Nullable String name,
            @Nullable String channel,
            @Nullable String target,
            @Nullable List<String> about,
            @Nullable List<String> checks,
            @Nullable List<String> severities,
            @Nullable List<String> owners) {

        Subscription.Wish meaning() {
            return new Subscription.Wish(
                    given(name, "name"),
                    Subscription.Channel.of(given(channel, "channel"))
                            .orElseThrow(() -> bad("channel", "expected webhook or mail")),
                    given(target, "target"),
                    new Subscription.Filter(
                            set(about, "about", Subscription.Topic::of),
                            set(checks, "checks", Check::of),
                            set(severities, "severities", Severity::of),
                            set(owners, "owners", Wish::owner)));
        }

        private static String given(@Nullable String value, String member) {
            if (value == null) {
                throw bad(member, "missing");
            }
            return value;
        }

        private static Optional<String> owner(String team) {
            return Optional.of(team.strip())
                    .filter(name -> !name.isEmpty() && name.chars().noneMatch(Character::isISOControl));
        }

        private static <T> Set<T> set(
                @Nullable List<String> words, String member, Function<String, Optional<T>> meaning) {
            return words == null
                    ? Set.of()
                    : words.stream()
                            .map(word -> meaning.apply(word).orElseThrow(() -> bad(member, "has an unknown word")))
                            .collect(Collectors.toSet());
        }

        private static ProblemException bad(String member, String expected) {
            return new ProblemException(IncidentProblem.BAD_SUBSCRIPTION, "a fault in its " + member)
                    .withFault("/" + member, expected);
        }
    }

    @GetMapping
    Map<String, Object> list() {
        return Map.of(
                "subscriptions",
                subscriptions.all().stream()
                        .map(IncidentDocuments::subscription)
                        .toList(),
                "mail",
                subscriptions.canMail() ? "set up" : "not set up");
    }

    /** The answer has the secret of a webhook; no other answer ever has. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, @Nullable Object> create(@RequestBody Wish wish, Principal caller) {
        Subscription.Created created = subscriptions.create(wish.meaning(), caller.getName());
        Map<String, @Nullable Object> document =
                new LinkedHashMap<>(IncidentDocuments.subscription(created.subscription()));
        created.secret().ifPresent(secret -> document.put("secret", secret));
        return document;
    }

    @GetMapping("/{id}")
    Map<String, @Nullable Object> one(@PathVariable String id) {
        return IncidentDocuments.subscription(subscriptions.get(known(id)));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String id) {
        subscriptions.delete(known(id));
        return ResponseEntity.noContent().build();
    }

    /** Sends a notice that tells nothing; how that goes is among the deliveries. */
    @PostMapping("/{id}/try")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, @Nullable Object> tryOut(@PathVariable String id, Principal caller) {
        return IncidentDocuments.delivery(subscriptions.tryOut(known(id), caller.getName()));
    }

    @GetMapping("/{id}/deliveries")
    Map<String, Object> deliveries(@PathVariable String id) {
        return Map.of(
                "deliveries",
                subscriptions.deliveries(known(id)).stream()
                        .map(IncidentDocuments::delivery)
                        .toList());
    }

    private static UUID known(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(IncidentProblem.UNKNOWN_SUBSCRIPTION, id).because(e);
        }
    }
}
