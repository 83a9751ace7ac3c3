package dev.tidemark.events.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Types that hold any number of values of one type. */
final class Containers {

    private Containers() {}

    record Items(Shape item) implements Shape {

        @Override
        public void write(JsonNode json, Attempt attempt) {
            if (!json.isArray()) {
                attempt.mismatch(json, expected());
                return;
            }
            if (!json.isEmpty()) {
                attempt.out().writeLong(json.size());
                for (int i = 0; i < json.size(); i++) {
                    attempt.enter(Integer.toString(i));
                    item.write(json.get(i), attempt);
                    attempt.leave();
                }
            }
            attempt.out().writeLong(0);
        }

        @Override
        public String expected() {
            return "an array";
        }
    }

    record Entries(Shape value) implements Shape {

        @Override
        public void write(JsonNode json, Attempt attempt) {
            if (!json.isObject()) {
                attempt.mismatch(json, expected());
                return;
            }
            if (!json.isEmpty()) {
                attempt.out().writeLong(json.size());
                for (Map.Entry<String, JsonNode> entry : json.properties()) {
                    attempt.out().writeString(entry.getKey());
                    attempt.enter(entry.getKey());
                    value.write(entry.getValue(), attempt);
                    attempt.leave();
                }
            }
            attempt.out().writeLong(0);
        }

        @Override
        public String expected() {
            return "an object";
        }
    }
}
