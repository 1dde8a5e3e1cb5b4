package gateway.limits.web;

import gateway.limits.ShowLimits;
import gateway.platform.http.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The caller's own limits over HTTP. */
@RestController
@RequestMapping(path = "/v1/limits", produces = MediaType.APPLICATION_JSON_VALUE)
class LimitController {

    private final ShowLimits limits;

    LimitController(ShowLimits limits) {
        this.limits = limits;
    }

    /**
     * Shows which limits are in force, what is used of each, what is left, and when more may be used. Where each card,
     * payee or category has a count of its own, and where single payments are limited, only the maximum is shown.
     */
    @GetMapping
    Mono<ResponseEntity<LimitsView>> limits(Caller caller) {
        return limits.standings(caller.customer())
                .map(LimitsView::of)
                .map(view ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view));
    }
}
