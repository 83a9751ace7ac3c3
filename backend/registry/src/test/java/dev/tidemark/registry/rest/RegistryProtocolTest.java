package dev.tidemark.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import dev.tidemark.registry.RegistryDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Confluent's clients send and expect, request by request. */
@Tag("engines")
class RegistryProtocolTest {

    private static final String SCHEMA =
            "{\"type\":\"record\",\"name\":\"t\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}";
    private static final String BODY = "{\"schema\":\"" + SCHEMA.replace("\"", "\\\"") + "\"}";
    private static final String BREAKING =
            BODY.replace("]}\"", ",{\\\"name\\\":\\\"b\\\",\\\"type\\\":\\\"int\\\"}]}\"");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new RegistryController(RegistryDatabase.registry()))
            .build();

    @Test
    void aSubjectsWholeLife() throws Exception {
        expect(get("/registry/subjects"), 200, "[]");
        expect(get("/registry/subjects/a.t/versions"), 404, "{'error_code':40401}");
        expect(post("/registry/subjects/a.t/versions").content(BODY), 200, "{'id':1}");
        expect(post("/registry/subjects/a.t/versions").content(BODY), 200, "{'id':1}");
        expect(get("/registry/subjects"), 200, "['a.t']");
        expect(get("/registry/subjects/a.t/versions"), 200, "[1]");
        String version = "{'subject':'a.t','version':1,'id':1,'schema':'" + SCHEMA.replace("\"", "\\'") + "'}";
        expect(get("/registry/subjects/a.t/versions/1"), 200, version);
        expect(get("/registry/subjects/a.t/versions/latest"), 200, version);
        expect(post("/registry/subjects/a.t").content(BODY), 200, version);
        expect(post("/registry/subjects/a.t").content(BREAKING), 404, "{'error_code':40403}");
        expect(get("/registry/subjects/a.t/versions/2"), 404, "{'error_code':40402}");
        expect(get("/registry/subjects/a.t/versions/0"), 422, "{'error_code':42202}");
        expect(get("/registry/subjects/a.t/versions/newest"), 422, "{'error_code':42202}");
        expect(get("/registry/schemas/ids/1"), 200, "{'schema':'" + SCHEMA.replace("\"", "\\'") + "'}");
        expect(get("/registry/schemas/ids/1/versions"), 200, "[{'subject':'a.t','version':1}]");
        expect(get("/registry/schemas/ids/99"), 404, "{'error_code':40403}");
        expect(post("/registry/subjects/a.t/versions").content(BREAKING), 409, "{'error_code':409}");
        expect(
                post("/registry/compatibility/subjects/a.t/versions/latest").content(BREAKING),
                200,
                "{'is_compatible':false}");
        expect(post("/registry/compatibility/subjects/a.t/versions").content(BODY), 200, "{'is_compatible':true}");
    }

    @Test
    void levels() throws Exception {
        expect(get("/registry/config"), 200, "{'compatibilityLevel':'BACKWARD'}");
        expect(get("/registry/config/a.t"), 404, "{'error_code':40408}");
        expect(get("/registry/config/a.t?defaultToGlobal=true"), 200, "{'compatibilityLevel':'BACKWARD'}");
        expect(put("/registry/config").content("{\"compatibility\":\"FULL\"}"), 200, "{'compatibility':'FULL'}");
        expect(put("/registry/config/a.t").content("{\"compatibility\":\"NONE\"}"), 200, "{'compatibility':'NONE'}");
        expect(get("/registry/config/a.t"), 200, "{'compatibilityLevel':'NONE'}");
        expect(put("/registry/config").content("{\"compatibility\":\"SOME\"}"), 422, "{'error_code':42203}");
    }

    @Test
    void whatCannotBeReadIsRefused() throws Exception {
        expect(post("/registry/subjects/a.t/versions").content("{\"schema\":\"{}\"}"), 422, "{'error_code':42201}");
        expect(post("/registry/subjects/a.t/versions").content("not json"), 400, "{'error_code':400}");
        expect(post("/registry/subjects/a.t/versions").content("{}"), 400, "{'error_code':400}");
        expect(
                post("/registry/subjects/a.t/versions").content("{\"schema\":\"{}\",\"schemaType\":\"PROTOBUF\"}"),
                422,
                "{'error_code':42201}");
    }

    private void expect(MockHttpServletRequestBuilder request, int status, String json) throws Exception {
        MockHttpServletResponse response = mvc.perform(request.contentType(RegistryController.MEDIA_TYPE)
                        .accept(
                                "application/vnd.schemaregistry.v1+json",
                                "application/vnd.schemaregistry+json; q=0.9",
                                "application/json; q=0.5"))
                .andReturn()
                .getResponse();
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(status);
        assertThat(response.getContentType()).isEqualTo(RegistryController.MEDIA_TYPE);
        JsonNode actual = JSON.readTree(response.getContentAsString());
        JsonNode expected = JSON.readTree(json.replace("'", "\""));
        if (expected.isObject()) {
            expected.properties()
                    .forEach(member -> assertThat(actual.get(member.getKey())).isEqualTo(member.getValue()));
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }
}
