package dev.tidemark.registry.rest;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Nothing is done for a caller who could not be answered: an Accept header without a media type of the protocol is refused first. */
@ControllerAdvice(
        assignableTypes = {
            CompatibilityController.class,
            ConfigController.class,
            ModeController.class,
            SchemasController.class,
            SubjectsController.class,
            TagsController.class
        })
public class Acceptance {

    /**
     * @throws Wire.Refusal 406
     */
    @ModelAttribute
    void acceptable(HttpServletRequest request) {
        Wire.spoken(request);
    }
}
