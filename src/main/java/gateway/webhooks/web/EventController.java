package gateway.webhooks.web;

import gateway.platform.http.RequestProblem;
import gateway.shared.ids.PartnerId;
import gateway.shared.problems.ProblemException;
import gateway.webhooks.WebhookProblem;
import gateway.webhooks.events.EventLog;
import gateway.webhooks.partners.PartnerCalls;
import gateway.webhooks.partners.PartnerKeys.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Lets partners ask for what they were to be told, so that they can prove that nothing was missed. */
@RestController
class EventController {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST = 500;

    private final PartnerCalls calls;
    private final EventLog log;

    EventController(PartnerCalls calls, EventLog log) {
        this.calls = calls;
        this.log = log;
    }

    /**
     * An event, as it was sent.
     *
     * @param id what the webhook bears as `webhook-id`
     * @param number counts the partner's events from 1 without a gap
     * @param data the payment or refund as it was then; its `version` grows with every change
     */
    record PartnerEvent(String id, String type, Instant timestamp, long number, Map<String, Object> data) {}

    /**
     * @param items in order of their numbers
     * @param last the number of the newest event there is; who has everything up to it has missed nothing
     */
    record PartnerEvents(List<PartnerEvent> items, long last) {}

    /** Lists a partner's events after a number. For partners, with `Authorization: Bearer` and their key. */
    @GetMapping("/v1/events")
    Mono<PartnerEvents> after(
            ServerHttpRequest request,
            ServerHttpResponse response,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        return calls.keyed(request, Scope.EVENTS_READ)
                .onErrorMap(ProblemException.class, problem -> challenged(problem, response))
                .flatMap(partner -> page(partner, after, limit))
                .map(EventController::view);
    }

    private Mono<EventLog.Page> page(PartnerId partner, long after, int limit) {
        check(after >= 0 && after < Long.MAX_VALUE, "after", "Write a number, 0 for the beginning");
        check(limit >= 1 && limit <= MOST, "limit", "Write a number from 1 to " + MOST);
        return log.after(partner, after, limit);
    }

    private static void check(boolean holds, String field, String rule) {
        if (!holds) {
            throw RequestProblem.FIELD_INVALID.because(rule).with("field", field);
        }
    }

    private static ProblemException challenged(ProblemException problem, ServerHttpResponse response) {
        if (problem.type() == WebhookProblem.PARTNER_KEY_UNKNOWN) {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"events\"");
        }
        return problem;
    }

    private static PartnerEvents view(EventLog.Page page) {
        return new PartnerEvents(
                page.bodies().stream()
                        .map(body -> JSON.readValue(body, PartnerEvent.class))
                        .toList(),
                page.last());
    }
}
