package org.halfsky.ops.http;

import java.util.List;

import jakarta.validation.constraints.NotNull;

import org.halfsky.command.http.Body;
import org.halfsky.command.http.IfMatch;
import org.halfsky.events.contact.Channel;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.StaffId;
import org.junit.jupiter.api.Test;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

@SpringBootTest(classes = ApiDocumentTest.Api.class)
class ApiDocumentTest {

    @Autowired
    WebApplicationContext context;

    @Test
    void an_act_shows_what_it_reads_and_how_it_refuses() throws Exception {
        JsonNode document = JsonMapper.shared().readTree(MockMvcBuilders.webAppContextSetup(context).build()
                .perform(get("/api-docs")).andReturn().getResponse().getContentAsByteArray());
        JsonNode act = document.at("/paths/~1things~1{caseId}~1closing/post");

        assertThat(act.get("parameters").valueStream().map(each -> each.get("name").asString()))
                .containsExactlyInAnyOrder("caseId", "If-Match", "Idempotency-Key");
        assertThat(act.at("/parameters/0/schema/type").asString()).isEqualTo("string");
        assertThat(act.at("/requestBody/content").propertyNames()).contains("application/json",
                "application/x-www-form-urlencoded");
        assertThat(act.at("/responses/4XX/content").propertyNames()).contains("application/problem+json");

        String name = act.at("/requestBody/content/application~1json/schema/$ref").asString();
        JsonNode request = document.at(name.substring(1));
        assertThat(request.get("properties").propertyNames()).containsExactlyInAnyOrder("channel", "members", "urgent");
        assertThat(request.get("required").valueStream().map(JsonNode::asString)).contains("channel");
        assertThat(request.at("/properties/channel").toString()).contains("LETTER");
    }

    @ImportAutoConfiguration({DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class,
            JacksonAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class, SpringDocConfiguration.class,
            SpringDocConfigProperties.class, SpringDocWebMvcConfiguration.class})
    @Import({ApiDocument.class, ThingHttp.class})
    static class Api {}

    @RestController
    static class ThingHttp {

        @PostMapping("/things/{caseId}/closing")
        void close(@PathVariable CaseId caseId, Actor by, IfMatch seen, @Body Closing asked) {}

        record Closing(@NotNull Channel channel, List<Member> members, boolean urgent) {}

        record Member(StaffId staff, boolean head) {}
    }
}
