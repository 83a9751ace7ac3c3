package dev.tidemark.registry.rest;

import dev.tidemark.registry.Registry;
import dev.tidemark.registry.Subject;
import dev.tidemark.registry.internal.Json;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The root, contexts, the server's own facts, and everything that is not there. */
@RestController
public class RootController {

    private final Registry registry;
    private final Supplier<Resources> resources;

    /** The mapping is complete only when every controller is there, this one too. */
    public RootController(
            Registry registry,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping) {
        this.registry = registry;
        this.resources = SingletonSupplier.of(() -> Resources.of(mapping.getObject()));
    }

    @RequestMapping(
            path = {"/registry", "/registry/"},
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<byte[]> root(HttpServletRequest request) {
        return Wire.answer(request, Json.MAPPER.createObjectNode());
    }

    @GetMapping("/registry/contexts")
    ResponseEntity<byte[]> contexts(HttpServletRequest request) {
        Query query = new Query(request);
        String prefix = query.text("contextPrefix");
        return Wire.answer(
                request,
                Documents.texts(
                        query.page(registry.contexts().stream().filter(context -> context.startsWith(prefix)))));
    }

    @DeleteMapping("/registry/contexts/{context}")
    ResponseEntity<byte[]> deleteContext(@PathVariable String context) {
        registry.deleteContext(context.startsWith(":.") ? new Subject(context).context() : context);
        return ResponseEntity.noContent().build();
    }

    /** One registry is one cluster; there is no Kafka cluster behind it to name. */
    @GetMapping("/registry/v1/metadata/id")
    ResponseEntity<byte[]> cluster(HttpServletRequest request) {
        var document = Json.MAPPER.createObjectNode();
        document.putObject("scope").putArray("path");
        document.with("scope").putObject("clusters").put("schema-registry-cluster", "tidemark");
        return Wire.answer(request, document);
    }

    @GetMapping("/registry/v1/metadata/version")
    ResponseEntity<byte[]> version(HttpServletRequest request) {
        String version =
                Objects.requireNonNullElse(Registry.class.getPackage().getImplementationVersion(), "development");
        return Wire.answer(
                request, Json.MAPPER.createObjectNode().put("version", version).put("commitId", "unknown"));
    }

    /** What kind of installation this is; there is nothing to say. */
    @GetMapping("/registry/v1/metadata/deployment")
    ResponseEntity<byte[]> deployment(HttpServletRequest request) {
        var document = Json.MAPPER.createObjectNode();
        document.putArray("attributes");
        return Wire.answer(request, document);
    }

    /** A path that is written in another way, another method on a resource that exists, or nothing at all. */
    @RequestMapping("/registry/**")
    @Nullable ResponseEntity<byte[]> other(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        String rest = path.substring(path.indexOf("/registry") + "/registry".length());
        Optional<OtherPath> same = OtherPath.of(rest, new Query(request)::text);
        if (same.isPresent()) {
            request.getRequestDispatcher(
                            "/registry" + same.get().path() + same.get().query())
                    .forward(request, response);
            return null;
        }
        throw new Wire.Refusal(
                resources.get().has("/registry" + rest) ? HttpStatus.METHOD_NOT_ALLOWED : HttpStatus.NOT_FOUND);
    }
}
