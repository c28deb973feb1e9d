package org.halfsky.ops.apidocs;

import java.util.stream.Stream;

import org.halfsky.command.http.Body;
import org.halfsky.command.http.IfMatch;
import org.halfsky.events.ids.Actor;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;

/** Describes the house to programs at {@code /api-docs}: what our own parameter kinds mean on the wire, and how to sign in. */
@Configuration(proxyBeanMethods = false)
class ApiDocs {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, IfMatch.class).addAnnotationsToIgnore(Body.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI().info(new Info().title("半边天 Halfsky").version("1").description("""
                Resources are nouns, acts are sub-resources. Ids are UUIDs of version 7 and are made by the caller: a repeated PUT \
                gets the first answer. A changed resource answers with its version as ETag; an act on it names the version it was \
                made from in If-Match. Every refusal is an RFC 9457 problem with rule, ruleId and basis. The same bodies are read as \
                JSON and as a form."""))
                .components(new Components().addSecuritySchemes("staff",
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic")))
                .addSecurityItem(new SecurityRequirement().addList("staff"));
    }

    @Bean
    OperationCustomizer ownParameters() {
        return (operation, handler) -> {
            Stream.of(handler.getMethodParameters()).forEach(parameter -> describe(operation, parameter));
            operation.getResponses().addApiResponse("default", new ApiResponse().description("A refusal: why, by which rule, on which basis")
                    .content(new Content().addMediaType(MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            new io.swagger.v3.oas.models.media.MediaType().schema(new Schema<>().type("object")))));
            return operation;
        };
    }

    private static void describe(Operation operation, MethodParameter parameter) {
        if (parameter.hasParameterAnnotation(Body.class)) {
            Schema<?> schema = ModelConverters.getInstance()
                    .resolveAsResolvedSchema(new AnnotatedType(parameter.getParameterType()).resolveAsRef(false)).schema;
            io.swagger.v3.oas.models.media.MediaType body = new io.swagger.v3.oas.models.media.MediaType().schema(schema);
            operation.requestBody(new RequestBody().required(true)
                    .content(new Content().addMediaType(MediaType.APPLICATION_JSON_VALUE, body)
                            .addMediaType(MediaType.APPLICATION_FORM_URLENCODED_VALUE, body)));
        }
        if (parameter.getParameterType() == IfMatch.class) {
            operation.addParametersItem(new HeaderParameter().name("If-Match").required(true)
                    .description("The version that was seen, for example \"7\"").schema(new StringSchema()));
        }
    }
}
