package dev.tidemark.definitions.proposals.rest;

import dev.tidemark.definitions.proposals.Draft;
import dev.tidemark.definitions.proposals.People;
import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.definitions.proposals.ProposalProblem;
import dev.tidemark.definitions.proposals.Proposals;
import dev.tidemark.problems.ProblemException;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/proposals}: every analyst may look and comment; who may do more is for {@link Proposals} to say. */
@RestController
@RequestMapping("/api/v1/proposals")
public class ProposalsController {

    private final Proposals proposals;
    private final People people;

    public ProposalsController(Proposals proposals, People people) {
        this.proposals = proposals;
        this.people = people;
    }

    /**
     * @param files path → new text; null for a file to be removed
     */
    record Proposed(
            @Nullable String title,
            @Nullable String description,
            @Nullable Map<String, @Nullable String> files) {

        Draft draft() {
            Map<String, Optional<String>> edits = new HashMap<>();
            if (files != null) {
                files.forEach((path, text) -> edits.put(path, Optional.ofNullable(text)));
            }
            return new Draft(title == null ? "" : title, description == null ? "" : description, edits);
        }
    }

    /** @param text why; may be absent where no reason is asked for */
    record Said(@Nullable String text) {
        String orEmpty() {
            return text == null ? "" : text;
        }
    }

    @GetMapping
    Map<String, Object> list(@RequestParam(defaultValue = "") String state) {
        return Map.of(
                "proposals",
                proposals.list(state(state)).stream()
                        .map(ProposalDocuments::proposal)
                        .toList());
    }

    private static Optional<Proposal.State> state(String word) {
        if (word.isBlank()) {
            return Optional.empty();
        }
        List<Proposal.State> all = List.of(Proposal.State.values());
        return Optional.of(all.stream()
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                                ProposalProblem.UNKNOWN_PROPOSAL_STATE,
                                word,
                                all.stream().map(Proposal.State::word).collect(Collectors.joining(", ")))
                        .withFault("/state", word)));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, @Nullable Object> open(@RequestBody Proposed proposed, @Nullable Principal caller) {
        return one(proposals.open(proposed.draft(), people.of(caller)).id());
    }

    /** What the checks would say, without proposing anything. */
    @PostMapping("/preview")
    Map<String, @Nullable Object> preview(@RequestBody Proposed proposed) {
        return ProposalDocuments.preview(proposals.preview(proposed.draft()));
    }

    @GetMapping("/{id}")
    Map<String, @Nullable Object> one(@PathVariable long id) {
        return ProposalDocuments.review(proposals.review(id));
    }

    @PutMapping("/{id}/files")
    Map<String, @Nullable Object> change(
            @PathVariable long id, @RequestBody Proposed proposed, @Nullable Principal caller) {
        proposals.change(id, proposed.draft().files(), people.of(caller));
        return one(id);
    }

    @PostMapping("/{id}/comments")
    Map<String, @Nullable Object> comment(@PathVariable long id, @RequestBody Said said, @Nullable Principal caller) {
        proposals.comment(id, said.orEmpty(), people.of(caller));
        return one(id);
    }

    @PostMapping("/{id}/approvals")
    Map<String, @Nullable Object> approve(@PathVariable long id, @RequestBody Said said, @Nullable Principal caller) {
        proposals.approve(id, said.orEmpty(), people.of(caller));
        return one(id);
    }

    @PostMapping("/{id}/rejection")
    Map<String, @Nullable Object> reject(@PathVariable long id, @RequestBody Said said, @Nullable Principal caller) {
        proposals.reject(id, said.orEmpty(), people.of(caller));
        return one(id);
    }

    @PostMapping("/{id}/withdrawal")
    Map<String, @Nullable Object> withdraw(@PathVariable long id, @RequestBody Said said, @Nullable Principal caller) {
        proposals.withdraw(id, said.orEmpty(), people.of(caller));
        return one(id);
    }

    @PostMapping("/{id}/publication")
    Map<String, @Nullable Object> publish(@PathVariable long id, @Nullable Principal caller) {
        proposals.publish(id, people.of(caller));
        return one(id);
    }

    /** What happened to all proposals, the newest first. */
    @GetMapping("/trail")
    Map<String, List<Map<String, Object>>> trail(@RequestParam(defaultValue = "") String search) {
        return Map.of(
                "steps",
                proposals.trail(search).stream().map(ProposalDocuments::step).toList());
    }
}
