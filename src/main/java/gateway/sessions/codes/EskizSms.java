package gateway.sessions.codes;

import gateway.customers.Phone;
import gateway.sessions.SessionProblem;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * SMS through Eskiz (notify.eskiz.uz): a bearer token for 30 days, renewed when it is refused, then one form per
 * message.
 */
@Component
class EskizSms implements SmsProvider {

    private static final Logger LOG = LoggerFactory.getLogger(EskizSms.class);

    private final SmsSettings settings;
    private final WebClient client;
    private final AtomicReference<Mono<String>> token;

    @Autowired
    EskizSms(SmsSettings settings) {
        this.settings = settings;
        this.client = WebClient.builder().baseUrl(settings.url().toString()).build();
        this.token = new AtomicReference<>(remembered(login()));
    }

    @Override
    public Mono<Void> send(Phone phone, String text) {
        var form = form("mobile_phone", phone.digits());
        form.add("message", text);
        form.add("from", settings.from());
        return Mono.defer(() -> sendWith(token.get(), form))
                .timeout(settings.deadline())
                .doOnError(fault -> LOG.warn("No SMS to {}: {}", phone, kind(fault)))
                .onErrorMap(fault -> SessionProblem.SMS_UNAVAILABLE.because("Ask for another code in a moment"));
    }

    private Mono<Void> sendWith(Mono<String> bearer, MultiValueMap<String, String> form) {
        return bearer.flatMap(
                it -> post(it, form).onErrorResume(EskizSms::refusesToken, _ -> renewAndPost(bearer, it, form)));
    }

    private Mono<Void> renewAndPost(Mono<String> old, String oldToken, MultiValueMap<String, String> form) {
        // Whoever is first renews for all; the others find the new token in its place.
        token.compareAndSet(old, remembered(refresh(oldToken).onErrorResume(_ -> login())));
        return token.get().flatMap(it -> post(it, form));
    }

    private Mono<Void> post(String bearer, MultiValueMap<String, String> form) {
        return client.post()
                .uri("/message/sms/send")
                .headers(headers -> headers.setBearerAuth(bearer))
                .body(BodyInserters.fromFormData(form))
                .retrieve()
                .bodyToMono(JsonNode.class)
                .filter(answer -> answer.hasNonNull("id"))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("An answer without an id")))
                .then();
    }

    private Mono<String> login() {
        var form = form("email", settings.email());
        form.add("password", settings.password());
        return client.post()
                .uri("/auth/login")
                .body(BodyInserters.fromFormData(form))
                .retrieve()
                .bodyToMono(JsonNode.class)
                .map(EskizSms::token);
    }

    private Mono<String> refresh(String bearer) {
        return client.patch()
                .uri("/auth/refresh")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + bearer)
                .retrieve()
                .bodyToMono(JsonNode.class)
                .map(EskizSms::token);
    }

    // Remembers a success only: the next sender tries again after a failure.
    private static Mono<String> remembered(Mono<String> source) {
        return source.cacheInvalidateIf(_ -> false);
    }

    private static String token(JsonNode answer) {
        var text = answer.path("data").path("token").asString("");
        if (text.isEmpty()) {
            throw new IllegalStateException("An answer without a token");
        }
        return text;
    }

    private static boolean refusesToken(Throwable fault) {
        return fault instanceof WebClientResponseException answer && answer.getStatusCode() == HttpStatus.UNAUTHORIZED;
    }

    // The message of a fault may quote the request, and the request holds the code.
    private static String kind(Throwable fault) {
        return fault instanceof WebClientResponseException answer
                ? "status " + answer.getStatusCode().value()
                : fault.getClass().getSimpleName();
    }

    private static MultiValueMap<String, String> form(String name, String value) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add(name, value);
        return form;
    }
}
