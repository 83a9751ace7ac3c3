package dev.tidemark.traffic.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The profiles of each type of event, hour by hour, in PostgreSQL. An hour is written again and again while it lasts. */
public final class ProfileHistory {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, FieldProfile>> FIELDS = new TypeReference<>() {};

    private final JdbcClient database;

    public ProfileHistory(JdbcClient database) {
        this.database = database;
    }

    void keep(String eventType, Instant hour, Map<String, FieldProfile> fields) {
        database.sql("INSERT INTO traffic.profile (event_type, hour, fields) VALUES (:type, :hour, :fields)"
                        + " ON CONFLICT (event_type, hour) DO UPDATE SET fields = excluded.fields")
                .param("type", eventType)
                .param("hour", hour.atOffset(ZoneOffset.UTC))
                .param("fields", write(fields))
                .update();
    }

    /** All hours of a time together, field by field. */
    Map<String, FieldProfile> between(String eventType, Instant from, Instant to) {
        Map<String, FieldProfile> sum = new HashMap<>();
        database.sql("SELECT fields FROM traffic.profile WHERE event_type = :type AND hour >= :from AND hour < :to")
                .param("type", eventType)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list()
                .forEach(hour -> read(hour).forEach((field, profile) -> sum.merge(field, profile, FieldProfile::plus)));
        return sum;
    }

    public void forgetBefore(Instant hour) {
        database.sql("DELETE FROM traffic.profile WHERE hour < :hour")
                .param("hour", hour.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** PostgreSQL's text has no NUL; JSON escapes it, so none is in here. */
    private static String write(Map<String, FieldProfile> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, FieldProfile> read(String json) {
        try {
            return JSON.readValue(json, FIELDS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
