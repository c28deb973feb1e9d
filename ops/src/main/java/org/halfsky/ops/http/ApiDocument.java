package org.halfsky.ops.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.halfsky.command.http.Body;
import org.halfsky.command.http.IfMatch;
import org.halfsky.command.http.Versions;
import org.halfsky.events.ids.Actor;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;

/** OpenAPI of the house: what {@link Body} reads, which acts need a version, and how a refusal answers. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final String PROBLEM = "Problem";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, IfMatch.class)
                .addAnnotationsToIgnore(Body.class);
    }

    private final Map<String, Schema<?>> requests = new TreeMap<>();

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info().title("Halfsky 半边天").version("1").description(
                        "GET asks; every other verb is an act. An act answers with the stream's version as ETag; a later act names it in If-Match. "
                                + "A refusal is a problem (RFC 9457) with the rule and its legal basis. "
                                + "查询用 GET，办理用其他方法；拒绝时给出规则和法律依据。"))
                .components(new Components()
                        .addSecuritySchemes("basic",
                                new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
                        .addSchemas(PROBLEM, problem()))
                .addSecurityItem(new SecurityRequirement().addList("basic"));
    }

    @Bean
    OperationCustomizer acts() {
        return this::describe;
    }

    @Bean
    OpenApiCustomizer requestSchemas() {
        return document -> {
            synchronized (requests) {
                requests.forEach((name, schema) -> document.getComponents().addSchemas(name, schema));
            }
        };
    }

    private Operation describe(Operation operation, HandlerMethod method) {
        boolean act = false;
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(Body.class)) {
                Schema<?> schema = request(parameter.getParameterType());
                operation.setRequestBody(new RequestBody().required(true).content(new Content()
                        .addMediaType(MediaType.APPLICATION_JSON_VALUE, media(schema))
                        .addMediaType(MediaType.APPLICATION_FORM_URLENCODED_VALUE, media(schema))));
                act = true;
            }
            if (parameter.getParameterType() == IfMatch.class) {
                operation.addParametersItem(new HeaderParameter().name("If-Match").required(true)
                        .description("The version that was seen, as in ETag")
                        .schema(new StringSchema().example("\"3\"")));
                operation.addParametersItem(new HeaderParameter().name(Versions.IDEMPOTENCY_KEY).required(false)
                        .description(
                                "The act's own name: sent again under it, an act that was done is answered as done")
                        .schema(new StringSchema().example("\"019abf40-7c1e-7d3a-9c51-3f0d6f2b8e11\"")));
                act = true;
            }
        }
        if (act) {
            if (operation.getResponses() == null) {
                operation.setResponses(new ApiResponses());
            }
            operation.getResponses().addApiResponse("4XX", new ApiResponse().description("Refused")
                    .content(new Content().addMediaType(MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            media(new Schema<>().$ref(PROBLEM)))));
        }
        return operation;
    }

    private Schema<?> request(Class<?> type) {
        if (!type.isRecord()) {
            return new ObjectSchema();
        }
        // Requests of different resources share simple names.
        Class<?> owner = type.getEnclosingClass();
        String name = (owner == null ? "" : owner.getSimpleName().replace("Http", "")) + type.getSimpleName();
        ResolvedSchema resolved = ModelConverters.getInstance()
                .resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(false));
        synchronized (requests) {
            resolved.referencedSchemas.forEach((inner, schema) -> {
                if (!inner.equals(type.getSimpleName())) {
                    requests.putIfAbsent(inner, schema);
                }
            });
            requests.put(name, resolved.schema);
        }
        return new Schema<>().$ref(name);
    }

    private static io.swagger.v3.oas.models.media.MediaType media(Schema<?> schema) {
        return new io.swagger.v3.oas.models.media.MediaType().schema(schema);
    }

    private static Schema<?> problem() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("type", "What kind of problem");
        fields.put("title", "In short");
        fields.put("detail", "A sentence in the caller's language");
        fields.put("instance", "The URL that was asked");
        fields.put("rule", "The refusal's code, for example MED-DVHIGH");
        fields.put("ruleId", "The rule's id, for example MED-06");
        fields.put("basis", "The article of law");
        fields.put("field", "The request's field it belongs beside");
        ObjectSchema problem = new ObjectSchema();
        fields.forEach((name, meaning) -> problem.addProperty(name, new StringSchema().description(meaning)));
        return problem;
    }
}
