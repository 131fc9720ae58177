package com.didstock.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says besides the endpoints: who may call, how failures look, how to repeat a write. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final String BEARER = "token";
    private static final String PROBLEM = "Problem";
    private static final Set<PathItem.HttpMethod> WRITING = Set.of(
            PathItem.HttpMethod.POST, PathItem.HttpMethod.PUT, PathItem.HttpMethod.PATCH, PathItem.HttpMethod.DELETE);

    private static final Map<String, String> ALWAYS = Map.of(
            "400", "The request is not understood; errors names the fields or parameters.",
            "401", "No valid token.",
            "403", "Your user lacks the right, or the token can only read.",
            "404", "Not there, or not yours.",
            "503", "The search is too heavy, or the database does not answer; see Retry-After.");

    private static final Map<String, String> ON_WRITING = Map.of(
            "409", "Changed meanwhile, over a limit, or being worked on; nothing was done.",
            "413", "The body is too large.",
            "415", "Not the media type expected.",
            "422", "A rule refuses it, or the key was used for another request.",
            "428", "The version that the change is based on is not said.");

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("didstock")
                        .version("v1")
                        .description("Phone-number stock: the same services and rules as the portal's screens. Each"
                                + " token acts as its user, for that user's tenant. Money is a decimal string beside"
                                + " its currency, times are ISO 8601 in UTC, failures are problems (RFC 9457)."))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("An API token, made in the portal under API tokens."))
                        .addSchemas(PROBLEM, problem()))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    @Bean
    OpenApiCustomizer failuresAndKeys() {
        return document -> {
            document.getComponents().addSchemas(PROBLEM, problem());
            document.getPaths()
                    .values()
                    .forEach(path -> path.readOperationsMap().forEach((method, operation) -> {
                        var failures = new LinkedHashMap<>(ALWAYS);
                        if (WRITING.contains(method)) {
                            failures.putAll(ON_WRITING);
                            // The one that reads the key itself has it already.
                            if (operation.getParameters() != null) {
                                operation.getParameters().removeIf(one -> WriteFilter.KEY.equals(one.getName()));
                            }
                            operation.addParametersItem(key());
                        }
                        failures.forEach((status, meaning) -> operation
                                .getResponses()
                                .addApiResponse(
                                        status,
                                        new ApiResponse()
                                                .description(meaning)
                                                .content(new Content()
                                                        .addMediaType(
                                                                "application/problem+json",
                                                                new MediaType()
                                                                        .schema(new Schema<>()
                                                                                .$ref("#/components/schemas/"
                                                                                        + PROBLEM))))));
                    }));
        };
    }

    private static Parameter key() {
        return new Parameter()
                .in("header")
                .name(WriteFilter.KEY)
                .required(false)
                .description("Any text of 1 to 200 characters that names this request. Sent again within 24 hours, the"
                        + " first answer comes back, marked " + WriteFilter.REPLAYED
                        + ": true, and nothing is done again.")
                .schema(new StringSchema().minLength(1).maxLength(200));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema().example("urn:didstock:problem:not-there"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("code", new StringSchema().description("Stable.").example("NOT_THERE"))
                .addProperty("detail", new StringSchema().description("What happened and what to do."))
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .addProperty("field", new StringSchema())
                                        .addProperty("code", new StringSchema())
                                        .addProperty("detail", new StringSchema())));
    }
}
