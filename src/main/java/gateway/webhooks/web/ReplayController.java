package gateway.webhooks.web;

import gateway.platform.http.StrictJson;
import gateway.shared.ids.PartnerId;
import gateway.webhooks.partners.DeliveryLog;
import gateway.webhooks.partners.PartnerCalls;
import gateway.webhooks.partners.PartnerKeys.Scope;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Lets partners have events sent again by themselves; signed, because it makes work for everybody. */
@RestController
class ReplayController {

    private final PartnerCalls calls;
    private final DeliveryLog log;
    private final StrictJson json;

    ReplayController(PartnerCalls calls, DeliveryLog log, StrictJson json) {
        this.calls = calls;
        this.log = log;
        this.json = json;
    }

    /**
     * What is sent again.
     *
     * @param endpoint to which
     * @param after from the next number on, 10,000 of them at most
     * @param all also what was delivered; otherwise what failed, and what was not queued while the endpoint was
     *     disabled
     */
    record PartnerReplay(
            @NotBlank @Size(max = 64) String endpoint,
            @Min(0) @Max(Long.MAX_VALUE - DeliveryLog.MOST) long after,
            @Nullable Boolean all) {}

    /**
     * @param queued how many events are sent
     * @param after up to this number it was looked; go on from there if more is wanted
     */
    record PartnerReplayed(long queued, long after) {}

    /** Sends events to one of the partner's endpoints again. For partners, with their key and a signature. */
    @PostMapping("/v1/events/replays")
    Mono<PartnerReplayed> replay(ServerHttpRequest request) {
        return calls.signed(request, Scope.EVENTS_REPLAY)
                .flatMap(call -> replay(call.partner(), json.read(call.body(), PartnerReplay.class)));
    }

    private Mono<PartnerReplayed> replay(PartnerId partner, PartnerReplay it) {
        long until = it.after() + DeliveryLog.MOST;
        return log.replay(partner, Paths.endpoint(it.endpoint()), it.after(), until, Boolean.TRUE.equals(it.all()))
                .map(queued -> new PartnerReplayed(queued, until));
    }
}
