package gateway.platform.http;

import gateway.platform.http.KeyedRequest.NoBody;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.method.HandlerMethod;

/** What every operation has in common: keys, proofs, problems; and how it is named. */
final class ApiParts {

    private static final String PROOF = "DPoP";
    private static final String OPTIONAL_KEY = IdempotencyKey.HEADER + "-Optional";
    private static final String SCHEME = "dpop";
    private static final String PROBLEM = "Problem";
    private static final String ABOUT = """
            Amounts are decimal strings with their currency, times are ISO 8601 in UTC, and lists come in pages that
            name their next cursor. A write takes an `Idempotency-Key`, required wherever a repeat would do something
            twice: the same key with the same request gets the same answer, byte for byte. Every refusal is a problem
            (RFC 9457) whose `type` leads to its explanation; its `title` is in Uzbek, Russian or English, as
            `Accept-Language` asks. `traceparent` (W3C) is continued and returned.
            """;

    private final SourceComments comments;
    private final Map<String, Schema<?>> bodies = new TreeMap<>();

    ApiParts(SourceComments comments) {
        this.comments = comments;
    }

    Operation complete(Operation operation, HandlerMethod handler) {
        var controller = handler.getBeanType().getSimpleName();
        var name = controller.replaceFirst("(Controller|Pages)$", "");
        var method = handler.getMethod().getName();
        operation.setOperationId(Character.toLowerCase(name.charAt(0)) + name.substring(1) + "-" + method);
        operation.setTags(List.of(name));
        var comment = comments.of(controller + "#" + method);
        int first = comment.indexOf(". ");
        operation.setSummary(first < 0 ? comment : comment.substring(0, first + 1));
        operation.setDescription(first < 0 ? null : comment.substring(first + 2));
        keyed(handler).ifPresent(type -> takeKey(operation, type));
        if (parameters(handler).anyMatch(it -> it.getParameterType() == RepeatableRequest.class)) {
            operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + OPTIONAL_KEY));
            operation.setRequestBody(null);
        }
        if (parameters(handler).anyMatch(it -> it.getParameterType() == Caller.class)) {
            operation.addSecurityItem(new SecurityRequirement().addList(SCHEME));
            operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + PROOF));
        }
        var responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        responses.addApiResponse("default", new ApiResponse().$ref("#/components/responses/" + PROBLEM));
        operation.setResponses(responses);
        return operation;
    }

    void complete(OpenAPI api) {
        api.info(new Info().title("Oqim").version("1").description(ABOUT));
        api.servers(List.of(new Server().url("/").description("This gateway")));
        var components = api.getComponents() == null ? new Components() : api.getComponents();
        bodies.forEach(components::addSchemas);
        components.addSchemas(PROBLEM, problem());
        components.addResponses(
                PROBLEM,
                new ApiResponse()
                        .description("The request was refused; `type` says why, and its page what to do")
                        .content(new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType()
                                                .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
        components.addParameters(IdempotencyKey.HEADER, keyHeader());
        components.addParameters(
                OPTIONAL_KEY,
                keyHeader()
                        .required(false)
                        .description("Optional here, because a repeat changes nothing: with a key a repeat is answered"
                                + " as the first request was, without one by what is true by then"));
        components.addParameters(PROOF, proofHeader());
        components.addSecuritySchemes(
                SCHEME,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme(PROOF)
                        .bearerFormat("at+jwt")
                        .description(
                                "`Authorization: DPoP <access token>` with a proof per request (RFC 9449, ES256)"));
        api.setComponents(components);
    }

    private void takeKey(Operation operation, ResolvableType type) {
        operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + IdempotencyKey.HEADER));
        if (type.toClass() == NoBody.class) {
            operation.setRequestBody(null);
            return;
        }
        var resolved = ModelConverters.getInstance(true)
                .readAllAsResolvedSchema(new AnnotatedType(type.getType()).resolveAsRef(true));
        resolved.referencedSchemas.forEach(bodies::put);
        operation.setRequestBody(new RequestBody()
                .required(true)
                .content(new Content().addMediaType("application/json", new MediaType().schema(resolved.schema))));
    }

    private static Optional<ResolvableType> keyed(HandlerMethod handler) {
        return parameters(handler)
                .filter(it -> it.getParameterType() == KeyedRequest.class)
                .map(it -> ResolvableType.forMethodParameter(it).getGeneric(0))
                .findFirst();
    }

    private static Stream<MethodParameter> parameters(HandlerMethod handler) {
        return Stream.of(handler.getMethodParameters());
    }

    private static Parameter keyHeader() {
        return new HeaderParameter()
                .name(IdempotencyKey.HEADER)
                .required(true)
                .description("Yours for this one write: 8 to 64 printable ASCII characters, such as a UUID")
                .schema(text("").minLength(8).maxLength(64));
    }

    private static Parameter proofHeader() {
        return new HeaderParameter()
                .name(PROOF)
                .required(true)
                .description("A fresh proof that the device's key is there (RFC 9449)")
                .schema(text(""));
    }

    private static Schema<?> problem() {
        var schema = new Schema<>();
        schema.types(java.util.Set.of("object"));
        schema.description("RFC 9457. A problem may have further members, each documented with its type.");
        schema.addProperty(
                "type",
                text("Where this kind of problem is explained: `/problems/<slug>`")
                        .format("uri-reference"));
        schema.addProperty("title", text("What it is, in the client's language"));
        schema.addProperty("status", new Schema<>().types(java.util.Set.of("integer")));
        schema.addProperty("detail", text("What it is about this request, for people"));
        schema.addProperty("instance", text("The path that was asked").format("uri-reference"));
        schema.addProperty("traceId", text("Names this request in our logs"));
        schema.addProperty("field", text("Which field of the body or parameter is wrong"));
        schema.addProperty(
                "retryAfter",
                new Schema<>().types(java.util.Set.of("integer")).description("Seconds, as in the header Retry-After"));
        schema.required(List.of("type", "title", "status", "detail", "instance"));
        return schema;
    }

    private static Schema<?> text(String description) {
        var schema = new Schema<>();
        schema.types(java.util.Set.of("string"));
        schema.description(description.isEmpty() ? null : description);
        return schema;
    }
}
