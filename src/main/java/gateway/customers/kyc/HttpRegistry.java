package gateway.customers.kyc;

import gateway.customers.Phone;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Asks the registry over HTTP: {@code POST /v1/matches}, yes or no to each part of what is shown. The protocol is ours,
 * because the state's own is not public; behind {@link IdentityRegistry} another one takes its place.
 */
@Component
class HttpRegistry implements IdentityRegistry {

    private final RegistrySettings settings;
    private final @Nullable WebClient client;

    @Autowired
    HttpRegistry(RegistrySettings settings) {
        this.settings = settings;
        var url = settings.registry();
        this.client = url == null
                ? null
                : WebClient.builder()
                        .baseUrl(url.toString())
                        .defaultHeaders(headers -> headers.setBearerAuth(settings.token()))
                        .build();
    }

    @Override
    public Mono<Answer> ask(Submission shown, Phone phone) {
        if (client == null) {
            return Mono.just(new Answer.NoAnswer("there is no registry"));
        }
        return client.post()
                .uri("/v1/matches")
                .bodyValue(question(shown, phone))
                .retrieve()
                .bodyToMono(JsonNode.class)
                .map(HttpRegistry::answer)
                .timeout(settings.deadline())
                .onErrorResume(fault -> Mono.just(new Answer.NoAnswer(kind(fault))))
                .defaultIfEmpty(new Answer.NoAnswer("an empty answer"));
    }

    private static Map<String, Object> question(Submission shown, Phone phone) {
        return Map.of(
                "pinfl", shown.pinfl().digits(),
                "fullName", shown.fullName(),
                "birthDate", shown.born().toString(),
                "phone", phone.digits(),
                "document", Map.of("kind", shown.kind().code(), "number", shown.number()));
    }

    // Whatever is not clearly a yes is a no.
    private static Answer answer(JsonNode it) {
        boolean person = yes(it, "person") && yes(it, "name") && yes(it, "birthDate");
        var until = date(it.path("document").path("validUntil").asString(""));
        boolean document = person && yes(it.path("document"), "valid") && until != null;
        return new Answer.Answered(person, person && yes(it, "phone"), document, document ? until : null);
    }

    private static boolean yes(JsonNode node, String field) {
        return node.path(field).isBoolean() && node.path(field).asBoolean();
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            return null;
        }
    }

    // The message of a fault may quote the request, and the request is personal data.
    private static String kind(Throwable fault) {
        return fault instanceof WebClientResponseException answer
                ? "status " + answer.getStatusCode().value()
                : fault.getClass().getSimpleName();
    }
}
