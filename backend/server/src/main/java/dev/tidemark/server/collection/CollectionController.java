package dev.tidemark.server.collection;

import dev.tidemark.events.CollectionConfig;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Hands the collectors their configuration; unchanged configuration is answered with 304. */
@RestController
@Hidden
class CollectionController {

    private final CollectionDesk desk;

    CollectionController(CollectionDesk desk) {
        this.desk = desk;
    }

    @GetMapping(path = "/internal/v1/collection", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> collection(WebRequest request) {
        CollectionConfig config = desk.current();
        if (request.checkNotModified(config.version())) {
            return ResponseEntity.status(304).eTag(config.version()).build();
        }
        return ResponseEntity.ok()
                .eTag(config.version())
                .contentType(MediaType.APPLICATION_JSON)
                .body(config.toJson());
    }
}
