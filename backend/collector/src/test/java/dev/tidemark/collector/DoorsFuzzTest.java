package dev.tidemark.collector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testbed.Damage;
import dev.tidemark.testbed.Mutation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in at the doors, in bodies, headers and addresses, is answered, and never as a failure of ours; the seed is in the name of what fails. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DoorsFuzzTest extends WithCollector {

    private static final int ROUNDS = 1_500;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/1\\.1 (\\d{3})");

    private static final String ORDER =
            "{\"event_id\":\"f-1\",\"type\":\"order_placed\",\"event_time\":\"2026-11-26T11:00:00Z\",\"properties\":{\"order_id\":\"o\",\"amount\":\"1.5\"}}";
    private static final String CLOUD_EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"f-2\",\"source\":\"/s\",\"type\":\"order_placed\",\"time\":\"2026-11-26T11:00:00Z\",\"subject\":\"u\",\"data\":{\"order_id\":\"o\"}}";
    private static final String TRACK =
            "{\"type\":\"track\",\"event\":\"Order Placed\",\"messageId\":\"f-3\",\"userId\":7,\"timestamp\":\"2026-11-26T11:00:00Z\",\"properties\":{\"order_id\":\"o\"}}";
    private static final String REPLAY =
            "{\"dry_run\":true,\"events\":[{\"source\":\"partner-feed\",\"family\":\"orders\",\"received_at\":\"2026-11-26T11:00:00Z\",\"event\":"
                    + ORDER + "}]}";

    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "curl/8.5.0");
    private static final List<String> FORWARDED = List.of(
            "192.0.2.7, 127.0.0.1", "[2001:db8::1]:4711", "fe80::1%eth0", "192.0.2.7:80,,unknown", "::ffff:192.0.2.1");

    /** A request that is right. */
    private record Right(String method, String target, Map<String, String> headers, String body) {

        static Right post(String target, String mediaType, String body) {
            return new Right(
                    "POST",
                    target,
                    Map.of("Content-Type", mediaType, "Authorization", "Bearer " + Example.PERMISSIVE_KEY),
                    body);
        }
    }

    private static final List<Right> RIGHT = List.of(
            Right.post("/v1/events", "application/json", ORDER),
            Right.post("/v1/events", "application/cloudevents+json", CLOUD_EVENT),
            Right.post("/v1/events", "application/cloudevents-batch+json", "[" + CLOUD_EVENT + "," + CLOUD_EVENT + "]"),
            new Right(
                    "POST",
                    "/v1/events",
                    Map.of(
                            "Content-Type",
                            "application/json; charset=utf-8",
                            "Authorization",
                            "Bearer " + Example.PERMISSIVE_KEY,
                            "ce-specversion",
                            "1.0",
                            "ce-id",
                            "f-4",
                            "ce-source",
                            "/s",
                            "ce-type",
                            "order_placed",
                            "ce-time",
                            "2026-11-26T11:00:00Z",
                            "ce-subject",
                            "J%C3%BCrgen",
                            "ce-schemaversion",
                            "2"),
                    "{\"order_id\":\"o\",\"amount\":\"1\"}"),
            new Right(
                    "POST",
                    "/v1/events",
                    Map.of(
                            "Content-Type",
                            "application/avro",
                            "Authorization",
                            "Bearer " + Example.PERMISSIVE_KEY,
                            "ce-specversion",
                            "1.0",
                            "ce-id",
                            "f-5",
                            "ce-source",
                            "/s",
                            "ce-type",
                            "order_placed",
                            "ce-time",
                            "2026-11-26T11:00:00Z"),
                    "\u0000\u0000\u0000\u0000\u000b\u0002o"),
            Right.post(
                    "/v1/batch",
                    "application/json",
                    "{\"sent_at\":\"2026-11-26T11:00:00Z\",\"events\":[" + ORDER + ",{}]}"),
            Right.post("/v1/batch", "application/x-ndjson", ORDER + "\n\n" + ORDER + "\n"),
            Right.post(
                    "/v1/batch", "application/json", "{\"batch\":[" + TRACK + "],\"sentAt\":\"2026-11-26T11:00:00Z\"}"),
            new Right(
                    "POST",
                    "/v1/t",
                    Map.of("Content-Type", "text/plain"),
                    TRACK.replace("{\"type\"", "{\"writeKey\":\"" + Example.PERMISSIVE_KEY + "\",\"type\"")),
            Right.post(
                    "/v1/identify",
                    "application/json",
                    "{\"messageId\":\"f-6\",\"anonymousId\":\"a\",\"traits\":{\"name\":\"x\"},\"context\":{\"sessionId\":1}}"),
            new Right(
                    "POST",
                    "/v1/beacon?write_key=" + Example.PERMISSIVE_KEY,
                    Map.of("Content-Type", "text/plain"),
                    "{\"events\":[" + ORDER + "]}"),
            new Right(
                    "GET",
                    "/v1/pixel.gif?write_key=" + Example.PERMISSIVE_KEY + "&data=" + URLEncoder.encode(ORDER, UTF_8),
                    Map.of(),
                    ""),
            new Right(
                    "GET",
                    "/v1/pixel.gif?data=" + Base64.getUrlEncoder().encodeToString(ORDER.getBytes(UTF_8)) + "&write_key="
                            + Example.PERMISSIVE_KEY,
                    Map.of(),
                    ""),
            new Right("POST", "/internal/v1/replay", Map.of("Authorization", "Bearer " + TOKEN), REPLAY));

    private final Map<String, Mutation> mutations = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whateverComesInIsAnsweredAndNeverAsAFailureOfOurs(long seed) throws IOException {
        Random random = new Random(seed);
        int taken = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] request = request(RIGHT.get(random.nextInt(RIGHT.size())), random);
            String answer = answer(request);
            List<Integer> statuses = statuses(answer);
            assertThat(statuses)
                    .as("%s%n%s", new String(request, ISO_8859_1), answer)
                    .isNotEmpty()
                    .allMatch(status -> status < 500);
            taken += statuses.getFirst() < 300 ? 1 : 0;
        }
        assertThat(taken).isGreaterThan(ROUNDS / 10);
    }

    /** Nearly as it was: the address, each header, and the body may have been changed. */
    private byte[] request(Right right, Random random) throws IOException {
        Map<String, String> headers = new TreeMap<>(right.headers());
        headers.put("User-Agent", AGENTS.get(random.nextInt(AGENTS.size())));
        headers.put("X-Forwarded-For", FORWARDED.get(random.nextInt(FORWARDED.size())));
        byte[] body = right.body().getBytes(right.headers().containsValue("application/avro") ? ISO_8859_1 : UTF_8);
        if (random.nextInt(3) == 0) {
            body = mutated(
                            "body " + right.target() + right.headers().get("Content-Type"),
                            List.of(right.body()),
                            random)
                    .getBytes(UTF_8);
        } else if (random.nextInt(6) == 0) {
            body = Damage.to(body, random);
        }
        if (random.nextInt(6) == 0) {
            headers.put("Content-Encoding", "gzip");
            body = random.nextBoolean() ? zipped(body) : Damage.to(zipped(body), random);
        }
        StringBuilder head = new StringBuilder(right.method())
                .append(' ')
                .append(random.nextInt(4) == 0 ? target(mutated("target", targets(), random)) : right.target())
                .append(" HTTP/1.1\r\nHost: collector\r\nConnection: close\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n");
        headers.forEach((name, value) -> head.append(name)
                .append(": ")
                .append(oneLine(random.nextInt(8) == 0 ? mutated(name, List.of(value), random) : value))
                .append("\r\n"));
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(random.nextBoolean() ? UTF_8 : ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    /** What Jetty itself refuses as no request is none of our doors' business. */
    private static String target(String mutated) {
        return "/" + mutated.replaceFirst("^/", "").replaceAll("\\s", "+");
    }

    private static List<String> targets() {
        return RIGHT.stream().map(Right::target).distinct().toList();
    }

    private String mutated(String what, List<String> seeds, Random random) {
        List<String> some = new ArrayList<>(seeds);
        some.replaceAll(seed -> seed.isEmpty() ? " " : seed);
        return mutations
                .computeIfAbsent(what, first -> new Mutation(some, random))
                .next();
    }

    /** Where the lines of a request end is for us to say. */
    private static String oneLine(String text) {
        return text.replaceAll("[\r\n]", " ");
    }

    private static byte[] zipped(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        }
        return bytes.toByteArray();
    }

    private static String answer(byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), client.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("No answer to " + new String(request, ISO_8859_1), e);
        }
    }

    private static List<Integer> statuses(String answer) {
        List<Integer> statuses = new ArrayList<>();
        for (Matcher status = STATUS.matcher(answer); status.find(); ) {
            statuses.add(Integer.parseInt(status.group(1)));
        }
        return statuses;
    }
}
