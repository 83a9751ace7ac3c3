package dev.tidemark.jobs.minutes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.jobs.events.Arrival;
import java.math.BigDecimal;

/** What a minute needs of an order. */
public record Order(String country, BigDecimal amount) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An order without an amount counts as an order of nothing, one without a country under the empty name. */
    static Order of(Arrival.Event event) {
        JsonNode properties = properties(event);
        String amount = properties.path("amount").asText("0");
        String country = properties.path("country").asText(event.envelope().country());
        return new Order(country == null ? "" : country, new BigDecimal(amount));
    }

    private static JsonNode properties(Arrival.Event event) {
        try {
            return JSON.readTree(event.properties());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Properties were made from a record, so they are a JSON object", e);
        }
    }
}
