package dev.tidemark.client.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.client.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the collector says to a batch. */
final class Reply {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int ACCEPTED = 202;

    private Reply() {}

    /**
     * @param status of the event
     * @param code of its problem; empty without one
     */
    record Result(String eventId, int status, String code, String detail) {

        /** Nothing when the event should be sent again. */
        Optional<Outcome> outcome() {
            if (status == 429 || status >= 500) {
                return Optional.empty();
            }
            if (status != ACCEPTED) {
                return Optional.of(new Outcome.Refused(code, detail));
            }
            return Optional.of(code.isEmpty() ? new Outcome.Stored() : new Outcome.Quarantined(code, detail));
        }
    }

    /**
     * The results of a 207, in the order of the events.
     *
     * @throws IOException when the body is no such document
     */
    static List<Result> results(byte[] body) throws IOException {
        List<Result> results = new ArrayList<>();
        try (JsonParser in = JSON.createParser(body)) {
            expect(in.nextToken() == JsonToken.START_OBJECT);
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = in.currentName().equals("results");
                in.nextToken();
                if (wanted) {
                    expect(in.currentToken() == JsonToken.START_ARRAY);
                    while (in.nextToken() == JsonToken.START_OBJECT) {
                        results.add(result(in));
                    }
                } else {
                    in.skipChildren();
                }
            }
        }
        return results;
    }

    private static Result result(JsonParser in) throws IOException {
        String id = "";
        int status = 0;
        String code = "";
        String detail = "";
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "event_id" -> id = in.getValueAsString("");
                case "status" -> status = in.getValueAsInt();
                case "problem" -> {
                    String[] problem = problem(in);
                    code = problem[0];
                    detail = problem[1];
                }
                default -> in.skipChildren();
            }
        }
        return new Result(id, status, code, detail);
    }

    /** Code and detail of a problem document; of anything else nothing and what it begins with. */
    static String[] problem(byte[] body) {
        try (JsonParser in = JSON.createParser(body)) {
            in.nextToken();
            return problem(in);
        } catch (IOException e) {
            return new String[] {"", "it answered with no problem document"};
        }
    }

    private static String[] problem(JsonParser in) throws IOException {
        String[] problem = {"", ""};
        if (in.currentToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return problem;
        }
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            if (name.equals("code")) {
                problem[0] = in.getValueAsString("");
            } else if (name.equals("detail")) {
                problem[1] = in.getValueAsString("");
            } else {
                in.skipChildren();
            }
        }
        return problem;
    }

    private static void expect(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("the answer is no result of a batch");
        }
    }
}
