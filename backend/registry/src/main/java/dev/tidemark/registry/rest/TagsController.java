package dev.tidemark.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistrationRequest;
import dev.tidemark.registry.Registry;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Subject;
import dev.tidemark.registry.TagChange;
import dev.tidemark.registry.internal.Json;
import dev.tidemark.registry.internal.RuleSetChange;
import dev.tidemark.registry.internal.VersionMark;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A version that there is, once more as the next one, with other tags, metadata or rules. */
@RestController
@RequestMapping("/registry/subjects/{subject}/versions/{version}/tags")
public class TagsController {

    private final Registry registry;

    public TagsController(Registry registry) {
        this.registry = registry;
    }

    @PostMapping
    ResponseEntity<byte[]> change(
            @PathVariable String subject, @PathVariable String version, HttpServletRequest request) {
        Subject meant = registry.meant(subject);
        SchemaVersion from = registry.version(meant, Requests.version(version), false);
        ObjectNode body = Wire.body(request);
        Integer next = Requests.number(body, "newVersion");
        int number = Objects.requireNonNullElse(next, 0);
        TagChange tags = new TagChange(Tags.in(body.path("tagsToAdd")), Tags.in(body.path("tagsToRemove")), false);
        SchemaVersion registered = registry.register(
                meant, new RegistrationRequest(content(body, from, number, meant), null, number, false, false, tags));
        return Wire.answer(request, Documents.registered(registered, registered.schema()));
    }

    private SchemaContent content(ObjectNode body, SchemaVersion from, int next, Subject subject) {
        String own = Requests.metadata(body);
        String metadata = own == null ? from.content().metadata() : own;
        return from.content().with(VersionMark.set(metadata, next), rules(body, next, subject));
    }

    /** Rules that are merged or removed are those of the version before the new one. */
    private @Nullable String rules(ObjectNode body, int next, Subject subject) {
        String whole = Requests.ruleSet(body, "ruleSet");
        String merged = Requests.ruleSet(body, "rulesToMerge");
        JsonNode removed = body.path("rulesToRemove");
        if (merged == null && !removed.isArray()) {
            return whole;
        }
        if (whole != null) {
            throw new ProblemException(
                    RegistryProblem.INVALID_RULE_SET,
                    "ruleSet should be omitted if specifying rulesToMerge or rulesToRemove.");
        }
        String before = registry.find(subject, next > 0 ? next - 1 : -1)
                .map(SchemaVersion::content)
                .map(SchemaContent::ruleSet)
                .orElse(null);
        return before == null && merged == null
                ? null
                : Json.text(Json.sorted(RuleSetChange.apply(before, merged, removed)));
    }
}
