package dev.tidemark.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.events.Enrichment;
import dev.tidemark.events.Envelope;
import dev.tidemark.events.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The doors beside the plain ones: every shape ends as the same event in Kafka. */
class DoorsTest extends WithCollector {

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static HttpRequest.Builder to(String path, String mediaType) {
        return client.request(path)
                .header("Authorization", "Bearer " + Example.STRICT_KEY)
                .header("Content-Type", mediaType);
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    @Test
    void eachLineIsAnEventAndABrokenOneIsRefusedByItself() {
        String lines = json(order("l-1", "'1'")) + "\n\n{\"broken\": \r\n" + json(order("l-4", "'4'"));
        Client.Answer answer = client.send(
                to("/v1/batch", "application/x-ndjson; charset=utf-8").POST(BodyPublishers.ofString(lines)));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(207);
        assertThat(answer.json().get("accepted").intValue()).isEqualTo(2);
        JsonNode broken = answer.json().at("/results/1/problem");
        assertThat(broken.get("code").asText()).isEqualTo("malformed-json");
        assertThat(broken.get("detail").asText()).contains("line 3");
        read(prefix + "events.orders", "l-4");
    }

    @Test
    void aBodyMayBeZippedAndCountsAsWhatItInflatesTo() {
        assertThat(client.send(to("/v1/events", "application/json")
                                .header("Content-Encoding", "gzip")
                                .POST(BodyPublishers.ofByteArray(gzip(json(order("z-1", "'1'"))))))
                        .status())
                .isEqualTo(202);
        assertProblem(
                client.send(to("/v1/batch", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(gzip(" ".repeat(50_000_000))))),
                413,
                "body-too-large");
        byte[] cut = gzip(json(order("z-2", "'1'")));
        assertProblem(
                client.send(to("/v1/events", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(cut, 0, cut.length / 2))),
                400,
                "malformed-gzip");
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void aBeaconHasItsKeyInTheAddress() {
        Client.Answer one = client.send(client.request("/v1/beacon?write_key=" + Example.STRICT_KEY)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(BodyPublishers.ofString(json(order("be-1", "'1'")))));
        assertThat(one.status()).as(one.response().body()).isEqualTo(202);
        Client.Answer several = client.send(client.request("/v1/beacon?write_key=" + Example.STRICT_KEY)
                .POST(BodyPublishers.ofString(json("{'events':[" + order("be-2", "'1'") + "]}"))));
        assertThat(several.status()).isEqualTo(207);
        assertProblem(
                client.send(client.request("/v1/events?write_key=" + Example.STRICT_KEY)
                        .POST(BodyPublishers.ofString(json(order("be-3", "'1'"))))),
                401,
                "missing-write-key");
    }

    @Test
    void aPixelIsAPictureOnceItsEventIsStored() {
        String event = json(order("p-1", "'1'"));
        String base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(event.getBytes(UTF_8));
        Client.Answer answer = client.get("/v1/pixel.gif?write_key=" + Example.STRICT_KEY + "&data=" + base64);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/gif");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        read(prefix + "events.orders", "p-1");
        assertThat(client.get("/v1/pixel.gif?write_key=" + Example.STRICT_KEY + "&data="
                                + URLEncoder.encode(json(order("p-2", "'1'")), UTF_8))
                        .status())
                .isEqualTo(200);
        assertProblem(client.get("/v1/pixel.gif?write_key=" + Example.STRICT_KEY + "&data=!!"), 400, "malformed-json");
        assertProblem(client.get("/v1/pixel.gif?write_key=" + Example.STRICT_KEY), 400, "malformed-json");
        assertProblem(client.get("/v1/pixel.gif?write_key=%C3%28&data=e30"), 401, "missing-write-key");
    }

    @Test
    void cloudEventsComeInBothModesAndInBatches() {
        String event = json("{'specversion':'1.0','id':'ce-%s','source':'/shop','type':'order_placed','time':'" + now()
                + "','subject':'u-9','data':{'order_id':'o-1','amount':'1'}}");
        Client.Answer structured = client.send(
                to("/v1/events", "application/cloudevents+json").POST(BodyPublishers.ofString(event.formatted("1"))));
        assertThat(structured.status()).as(structured.response().body()).isEqualTo(202);
        ConsumerRecord<byte[], byte[]> record = read(prefix + "events.orders", "ce-1");
        assertThat(Envelope.fromHeaders(name -> header(record, name)).userId()).isEqualTo("u-9");
        Client.Answer batch = client.send(to("/v1/events", "application/cloudevents-batch+json")
                .POST(BodyPublishers.ofString("[" + event.formatted("2") + ",{}]")));
        assertThat(batch.json().get("accepted").intValue()).isEqualTo(1);
        assertThat(batch.json().at("/results/1/problem/code").asText()).isEqualTo("invalid-event");
        Client.Answer binary = client.send(to("/v1/events", "application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "ce-3")
                .header("ce-source", "/shop")
                .header("ce-type", "order_placed")
                .header("ce-time", now())
                .POST(BodyPublishers.ofString(json("{'order_id':'o-1','amount':'1'}"))));
        assertThat(binary.status()).as(binary.response().body()).isEqualTo(202);
    }

    @Test
    void aCloudEventMayHaveNoDataAndNoneThatIsNoJson() {
        Client.Answer none = client.send(to("/v1/events", "application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "ce-4")
                .header("ce-source", "/shop")
                .header("ce-type", "order_placed")
                .header("ce-time", now())
                .POST(BodyPublishers.noBody()));
        assertProblem(none, 422, "invalid-event");
        assertThat(none.response().body()).contains("/properties/order_id", "missing, expected text");
        Client.Answer text = client.send(to("/v1/events", "text/plain")
                .header("ce-specversion", "1.0")
                .header("ce-id", "ce-5")
                .header("ce-source", "/shop")
                .header("ce-type", "order_placed")
                .POST(BodyPublishers.ofString("hello")));
        assertProblem(text, 422, "invalid-event");
        assertThat(text.response().body()).contains("expected Content-Type: application/json");
    }

    @Test
    void aPathMayEndWithASlash() {
        Client.Answer segment = client.send(to("/v1/import/", "application/json")
                .POST(BodyPublishers.ofString(
                        json("{'batch':[{'type':'track','messageId':'sl-1','event':'Order Placed','userId':'u-1',"
                                + "'properties':{'order_id':'o-1','amount':'1'}}]}"))));
        assertThat(segment.status()).as(segment.response().body()).isEqualTo(200);
        Client.Answer ours = client.send(
                to("/v1/events/", "application/json").POST(BodyPublishers.ofString(json(order("sl-2", "'1'")))));
        assertThat(ours.status()).isEqualTo(202);
    }

    @Test
    void anAnswerIsNotManyTimesAsLongAsTheEvent() {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            members.append("'m").append(i).append("':0,");
        }
        Client.Answer answer = client.post(
                "/v1/events",
                Example.STRICT_KEY,
                "{" + members + order("many", "'1'").substring(1));
        assertProblem(answer, 422, "invalid-event");
        assertThat(answer.json().get("errors")).hasSizeLessThan(100);
    }

    @Test
    void aCloudEventsDataMayBeAvroWithTheIdOfItsSchema() {
        byte[] avro = WireFormat.frame(12, new byte[] {6, 'o', '-', '1', 2, 100, 4});
        Client.Answer binary = client.send(avro("av-1").POST(BodyPublishers.ofByteArray(avro)));
        assertThat(binary.status()).as(binary.response().body()).isEqualTo(202);
        assertThat(read(prefix + "events.orders", "av-1").value()).isEqualTo(avro);
        String event = json("{'specversion':'1.0','id':'av-2','source':'/shop','type':'order_placed','time':'" + now()
                + "','datacontenttype':'application/avro','data_base64':'"
                + Base64.getEncoder().encodeToString(avro) + "'}");
        Client.Answer batch = client.send(to("/v1/events", "application/cloudevents-batch+json")
                .POST(BodyPublishers.ofString("[" + event + "]")));
        assertThat(batch.json().get("accepted").intValue())
                .as(batch.response().body())
                .isEqualTo(1);
        assertThat(read(prefix + "events.orders", "av-2").value()).isEqualTo(avro);
        assertProblem(client.send(avro("av-3").POST(BodyPublishers.ofByteArray(avro, 0, 9))), 400, "malformed-avro");
        avro[4] = 13;
        assertProblem(client.send(avro("av-4").POST(BodyPublishers.ofByteArray(avro))), 422, "foreign-schema");
        assertProblem(
                client.send(to("/v1/events", "application/avro").POST(BodyPublishers.ofByteArray(avro))),
                422,
                "invalid-event");
    }

    private static HttpRequest.Builder avro(String id) {
        return to("/v1/events", "application/avro")
                .header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-source", "/shop")
                .header("ce-type", "order_placed")
                .header("ce-time", now());
    }

    @Test
    void whereARequestComesFromGoesWithItsEvents() {
        String batch =
                json("{'sent_at':'" + Instant.now().minusSeconds(7_200) + "','events':[" + order("en-1", "'1'") + "]}");
        Client.Answer answer = client.send(to("/v1/batch", "application/json")
                .header("X-Forwarded-For", "203.0.113.9, 192.0.2.44")
                .header("User-Agent", "Storefront/7.3 (iPhone; iOS 18.1)")
                .POST(BodyPublishers.ofString(batch)));
        assertThat(answer.json().get("rejected").intValue()).isEqualTo(1);
        assertThat(answer.json().at("/results/0/problem/code").asText()).isEqualTo("event-time-ahead");
        assertThat(client.send(to("/v1/events", "application/json")
                                .header("X-Forwarded-For", "203.0.113.9, 192.0.2.44")
                                .header("User-Agent", "Storefront/7.3 (iPhone; iOS 18.1)")
                                .POST(BodyPublishers.ofString(json(order("en-2", "'1'")
                                        .replace(
                                                "'type'",
                                                "'sent_at':'" + Instant.now().plusSeconds(600) + "','type'")))))
                        .status())
                .isEqualTo(202);
        ConsumerRecord<byte[], byte[]> record = read(prefix + "events.orders", "en-2");
        Envelope envelope = Envelope.fromHeaders(name -> header(record, name));
        assertThat(envelope.ip()).isEqualTo("192.0.2.0");
        assertThat(envelope.country()).isEqualTo("GB");
        Enrichment enrichment = Enrichment.fromHeaders(name -> header(record, name));
        assertThat(enrichment.region()).isEqualTo("SCT");
        assertThat(client.get("/actuator/prometheus").response().body()).contains("tidemark_collector_places 1.0");
        assertThat(enrichment.device()).isEqualTo("phone");
        assertThat(enrichment.skew())
                .isNotNull()
                .extracting(Enrichment.Skew::corrected)
                .isEqualTo(envelope.eventTime());
    }

    @Test
    void aLibraryForSegmentSeesWhatItExpects() {
        String basic = Base64.getEncoder().encodeToString((Example.STRICT_KEY + ":").getBytes(UTF_8));
        String message = json("{'type':'track','messageId':'%s','event':'Order Placed','userId':'u-1','timestamp':'"
                + now() + "','properties':{'order_id':'o-1','amount':'1'}}");
        Client.Answer one = client.send(client.request("/v1/track")
                .header("Authorization", "Basic " + basic)
                .POST(BodyPublishers.ofString(message.formatted("sg-1"))));
        assertThat(one.status()).as(one.response().body()).isEqualTo(200);
        assertThat(one.response().body()).isEqualTo("{\"success\":true}");
        read(prefix + "events.orders", "sg-1");
        Client.Answer batch = client.send(client.request("/v1/batch")
                .header("Authorization", "Basic " + basic)
                .POST(BodyPublishers.ofString(
                        "{\"sentAt\":\"" + now() + "\",\"batch\":[" + message.formatted("sg-2") + "]}")));
        assertThat(batch.status()).as(batch.response().body()).isEqualTo(200);
        Client.Answer browser = client.send(client.request("/v1/t")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(message.formatted("sg-3")
                        .replaceFirst("\\{", "{\"writeKey\":\"" + Example.STRICT_KEY + "\","))));
        assertThat(browser.status()).as(browser.response().body()).isEqualTo(200);
        Client.Answer misfit = client.send(client.request("/v1/track")
                .header("Authorization", "Basic " + basic)
                .POST(BodyPublishers.ofString(message.formatted("sg-4").replace("order_id", "order"))));
        assertThat(misfit.status()).isEqualTo(400);
        assertThat(misfit.json().get("success").booleanValue()).isFalse();
        assertThat(misfit.json().at("/errors/0/problem/code").asText()).isEqualTo("invalid-event");
        assertProblem(
                client.send(client.request("/v1/track").POST(BodyPublishers.ofString("{}"))), 401, "missing-write-key");
    }
}
