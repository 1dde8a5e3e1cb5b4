package gateway.inbound.web;

import gateway.inbound.CallRates;
import gateway.inbound.CallRates.Kind;
import gateway.inbound.No;
import gateway.inbound.Terms;
import gateway.platform.http.StrictJson;
import gateway.shared.problems.ProblemException;
import gateway.webhooks.WebhookProblem;
import gateway.webhooks.partners.PartnerCalls;
import gateway.webhooks.partners.PartnerCalls.PartnerCall;
import gateway.webhooks.partners.PartnerKeys.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets a partner's signed call in, and says every no in the protocol's own form. */
@Component
class InboundDoor {

    private static final Logger log = LoggerFactory.getLogger(InboundDoor.class);
    private static final int CLIENT_ERRORS = 4;

    private final PartnerCalls calls;
    private final StrictJson json;
    private final Terms terms;
    private final CallRates rates;
    private final MeterRegistry meters;

    InboundDoor(PartnerCalls calls, StrictJson json, Terms terms, CallRates rates, MeterRegistry meters) {
        this.calls = calls;
        this.json = json;
        this.terms = terms;
        this.rates = rates;
        this.meters = meters;
    }

    /** @param errorDetails which fields are wrong; absent unless some are */
    record ErrorView(
            int errorCode, String errorMessage, @Nullable List<FieldError> errorDetails) {

        static ErrorView of(No no) {
            return new ErrorView(no.code(), no.text(), null);
        }
    }

    record FieldError(String field, String message) {}

    /** What a call with a body does. */
    interface Work<T> extends Function<Asked<T>, Mono<?>> {}

    /** A call of a partner's, read. */
    record Asked<T>(PartnerCall call, T body) {}

    /** With what a partner may call as often as it likes. */
    <T> Mono<ResponseEntity<Object>> serve(ServerHttpRequest request, Class<T> type, Work<T> work) {
        return serve(request, Scope.TRANSFERS, call -> work.apply(new Asked<>(call, json.read(call.body(), type))));
    }

    /** With what it may call so many times a second. */
    <T> Mono<ResponseEntity<Object>> serve(ServerHttpRequest request, Kind kind, Class<T> type, Work<T> work) {
        return serve(request, kind, call -> work.apply(new Asked<>(call, json.read(call.body(), type))));
    }

    Mono<ResponseEntity<Object>> serve(ServerHttpRequest request, Kind kind, Function<PartnerCall, Mono<?>> work) {
        return serve(request, Scope.TRANSFERS, kind, work);
    }

    /** What only partners may ask with which that was agreed. */
    <T> Mono<ResponseEntity<Object>> serveAgreed(ServerHttpRequest request, Class<T> type, Work<T> work) {
        return serve(
                request,
                Scope.TRANSFERS_CARDS,
                Kind.LOOKUP,
                call -> work.apply(new Asked<>(call, json.read(call.body(), type))));
    }

    private Mono<ResponseEntity<Object>> serve(
            ServerHttpRequest request, Scope scope, Kind kind, Function<PartnerCall, Mono<?>> work) {
        return serve(
                request,
                scope,
                call -> rates.allows(call.partner(), kind) ? work.apply(call) : Mono.error(new Refused(No.TOO_OFTEN)));
    }

    private Mono<ResponseEntity<Object>> serve(
            ServerHttpRequest request, Scope scope, Function<PartnerCall, Mono<?>> work) {
        var method = method(request);
        return calls.signed(request, scope)
                .<Object>flatMap(work)
                .timeout(terms.deadline())
                .map(body -> answered(method, "0", ResponseEntity.<Object>ok(body)))
                .onErrorResume(error -> Mono.just(refused(method, error)));
    }

    /** As it is mapped: how a caller writes it, with parameters or encoded, must not become a name of ours. */
    static String method(ServerHttpRequest request) {
        return request.getPath().elements().getLast() instanceof PathContainer.PathSegment last
                ? last.valueToMatch()
                : "other";
    }

    private ResponseEntity<Object> refused(String method, Throwable error) {
        var view = view(error);
        var status = status(error);
        if (status / 100 != CLIENT_ERRORS) {
            log.atError().addKeyValue("method", method).setCause(error).log("A partner's call failed on our side");
        }
        return answered(
                method,
                Integer.toString(view.errorCode()),
                ResponseEntity.status(status).body(view));
    }

    private ResponseEntity<Object> answered(String method, String code, ResponseEntity<Object> answer) {
        meters.counter("oqim.inbound.calls", "method", method, "code", code).increment();
        return answer;
    }

    private static int status(Throwable error) {
        return error instanceof ProblemException problem && no(error) == No.UNREADABLE
                ? Math.min(problem.type().status(), 400)
                : no(error).status();
    }

    private static ErrorView view(Throwable error) {
        var no = no(error);
        var field = field(error);
        var said = no == No.UNREADABLE || no == No.DENIED ? String.valueOf(error.getMessage()) : no.text();
        return field == null
                ? new ErrorView(no.code(), no == No.DENIED ? said : no.text(), null)
                : new ErrorView(no.code(), no.text(), List.of(new FieldError(field, said)));
    }

    private static No no(Throwable error) {
        return switch (error) {
            case Refused it -> it.no();
            case TimeoutException _ -> No.SILENT;
            case DataBufferLimitException _ -> No.UNREADABLE;
            case ProblemException it
            when it.type() instanceof WebhookProblem problem ->
                problem == WebhookProblem.PARTNER_SCOPE_MISSING ? No.NOT_ENABLED : No.DENIED;
            case ProblemException it when it.type().status() < 500 -> No.UNREADABLE;
            case ProblemException it when it.type().status() == 503 -> No.SILENT;
            default -> No.BROKEN;
        };
    }

    private static @Nullable String field(Throwable error) {
        return switch (error) {
            case Refused it -> it.field();
            case ProblemException it when it.members().get("field") instanceof String field -> field;
            default -> null;
        };
    }
}
