package gateway.notifications.sms;

import gateway.notifications.SmsFate;
import gateway.notifications.wire.CarrierLinks;
import gateway.notifications.wire.Heard;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * SMS through Eskiz (notify.eskiz.uz): a bearer token for 30 days, renewed when it is refused, then one form per
 * message, and the question what became of it.
 */
@Component
class EskizSms implements SmsProvider, SmsReports {

    private static final int UNAUTHORIZED = 401;

    private final EskizSettings settings;
    private final CarrierLinks links;
    private final EskizCallbacks callbacks;
    private final WebClient client;
    private final AtomicReference<Mono<String>> token;

    EskizSms(EskizSettings settings, CarrierLinks links, EskizCallbacks callbacks) {
        this.settings = settings;
        this.links = links;
        this.callbacks = callbacks;
        this.client = links.to(settings.url());
        this.token = new AtomicReference<>(remembered(login()));
    }

    @Override
    public String name() {
        return EskizAnswers.NAME;
    }

    @Override
    public boolean isThere() {
        return !settings.password().isEmpty();
    }

    @Override
    public Mono<SmsAnswer> send(Sms sms) {
        var form = form("mobile_phone", sms.phone().digits());
        form.add("message", sms.text());
        form.add("from", settings.from());
        callbacks.addressFor(sms.id()).ifPresent(address -> form.add("callback_url", address));
        return authorised(bearer -> links.ask(client.post()
                        .uri("/message/sms/send")
                        .headers(headers -> headers.setBearerAuth(bearer))
                        .body(BodyInserters.fromFormData(form))))
                .map(EskizAnswers::sent);
    }

    @Override
    public Mono<Optional<SmsFate>> fate(String id) {
        return authorised(bearer -> links.ask(client.get()
                        .uri("/message/sms/status_by_id/{id}", id)
                        .headers(headers -> headers.setBearerAuth(bearer))))
                .map(heard -> heard.isYes() ? EskizAnswers.fate(heard.body()) : Optional.empty());
    }

    private Mono<Heard> authorised(Function<String, Mono<Heard>> request) {
        return Mono.defer(() -> authorised(request, token.get()));
    }

    private Mono<Heard> authorised(Function<String, Mono<Heard>> request, Mono<String> with) {
        return with.flatMap(bearer -> request.apply(bearer).flatMap(heard -> again(heard, request, with, bearer)));
    }

    private Mono<Heard> again(Heard heard, Function<String, Mono<Heard>> request, Mono<String> with, String bearer) {
        return heard.status() == UNAUTHORIZED ? renewed(with, bearer).flatMap(request) : Mono.just(heard);
    }

    // Whoever is first renews for all; the others find the new token in its place.
    private Mono<String> renewed(Mono<String> old, String refused) {
        token.compareAndSet(old, remembered(refresh(refused).onErrorResume(_ -> login())));
        return token.get();
    }

    private Mono<String> login() {
        var form = form("email", settings.email());
        form.add("password", settings.password());
        return Mono.defer(() -> links.ask(client.post().uri("/auth/login").body(BodyInserters.fromFormData(form))))
                .map(EskizSms::token);
    }

    private Mono<String> refresh(String bearer) {
        return Mono.defer(() -> links.ask(
                        client.patch().uri("/auth/refresh").header(HttpHeaders.AUTHORIZATION, "Bearer " + bearer)))
                .map(EskizSms::token);
    }

    private static String token(Heard heard) {
        return Optional.of(heard)
                .filter(Heard::isYes)
                .flatMap(it -> EskizAnswers.token(it.body()))
                .orElseThrow(() -> new IllegalStateException("No token: " + heard));
    }

    // Remembers a success only: the next sender tries again after a failure.
    private static Mono<String> remembered(Mono<String> source) {
        return source.cacheInvalidateIf(_ -> false);
    }

    private static MultiValueMap<String, String> form(String name, String value) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add(name, value);
        return form;
    }
}
