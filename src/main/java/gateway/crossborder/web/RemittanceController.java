package gateway.crossborder.web;

import gateway.crossborder.CrossBorderProblem;
import gateway.crossborder.RemittanceView;
import gateway.crossborder.RemittanceView.SumsView;
import gateway.crossborder.Remittances;
import gateway.crossborder.Remittances.Ordered;
import gateway.crossborder.Remittances.Wish;
import gateway.payments.PaymentProblem;
import gateway.payments.Payments.Origin;
import gateway.platform.http.Caller;
import gateway.platform.http.KeyedRequest;
import gateway.platform.http.RepeatableRequest;
import gateway.shared.ids.CardId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.QuoteId;
import gateway.shared.ids.RemittanceId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Translates HTTP to {@link Remittances} and back. */
@RestController
@RequestMapping(path = "/v1/remittances", produces = MediaType.APPLICATION_JSON_VALUE)
class RemittanceController {

    private static final int PAGE_MAX = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Remittances remittances;

    RemittanceController(Remittances remittances) {
        this.remittances = remittances;
    }

    /** @param type {@code card} with {@code card}, or {@code wallet} alone */
    record PayerRequest(
            @NotNull @Pattern(regexp = "card|wallet") String type,
            @Size(max = 64) @Nullable String card) {}

    /** What the app sees of the device it runs on; everything that is left out is not so. */
    record DeviceRequest(
            @Nullable Boolean callInProgress,
            @Nullable Boolean remoteControl,
            @Nullable Boolean rooted,
            @Nullable Boolean vpn,
            @Nullable Boolean tor) {

        Origin origin(DeviceId device) {
            return new Origin(device, is(callInProgress), is(remoteControl), is(rooted), is(vpn), is(tor));
        }

        private static boolean is(@Nullable Boolean flag) {
            return Boolean.TRUE.equals(flag);
        }
    }

    /** Pays a quote. */
    record RemittanceRequest(
            @NotNull @Size(max = 64) String quote,
            @NotNull @Valid PayerRequest source,
            @Nullable DeviceRequest device) {}

    /**
     * What was ordered, and its payment as it stood then; the same for a repetition.
     *
     * @param payment as under `/v1/payments`; where it waits for a code, that is where it is confirmed
     */
    record OrderedView(String id, String quote, SumsView sums, JsonNode payment) {

        static OrderedView of(Ordered it) {
            return new OrderedView(
                    it.quote().remittance().toString(),
                    it.quote().id().toString(),
                    SumsView.of(it.quote().sums()),
                    JSON.readTree(it.payment()));
        }
    }

    /** @param next cursor of the following page; null on the last */
    record RemittanceList(
            List<RemittanceView> items, @Nullable String next) {}

    /**
     * Pays a quote from a card or the wallet of the customer. The payment is an ordinary one: it may wait for a code or
     * for people of the bank, and is confirmed as such.
     */
    @PostMapping
    Mono<ResponseEntity<OrderedView>> send(Caller caller, KeyedRequest<RemittanceRequest> request) {
        var body = request.body();
        var device = body.device();
        return remittances
                .send(new Wish(
                        caller.customer(),
                        request.key().value(),
                        request.fingerprint().bytes(),
                        QuoteId.parse(body.quote())
                                .orElseThrow(() -> CrossBorderProblem.QUOTE_NOT_FOUND.because("No such quote")),
                        card(body.source()),
                        device == null ? Origin.of(caller.device()) : device.origin(caller.device())))
                .map(ordered -> ResponseEntity.status(ordered.status()).body(OrderedView.of(ordered)));
    }

    /** Shows one remittance. */
    @GetMapping("/{id}")
    Mono<RemittanceView> show(Caller caller, @PathVariable String id) {
        return Mono.defer(() -> remittances.show(caller.customer(), remittance(id)));
    }

    /** Lists the remittances of the customer, newest first. */
    @GetMapping
    Mono<RemittanceList> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") int limit) {
        int most = Math.clamp(limit, 1, PAGE_MAX);
        return Mono.defer(() -> remittances.list(caller.customer(), after == null ? null : remittance(after), most + 1))
                .map(found -> found.size() > most
                        ? new RemittanceList(
                                found.subList(0, most), found.get(most - 1).id())
                        : new RemittanceList(found, null));
    }

    /** Asks the banks on the way to send it back. Whether they do is theirs to say; asking again changes nothing. */
    @PostMapping("/{id}/recall")
    Mono<RemittanceView> recall(Caller caller, @PathVariable String id, RepeatableRequest request) {
        return Mono.defer(() -> remittances.recall(caller.customer(), remittance(id)));
    }

    private static @Nullable CardId card(PayerRequest source) {
        var card = source.card();
        if ("card".equals(source.type()) != (card != null)) {
            throw PaymentProblem.SOURCE_INVALID
                    .because("Name a card of yours, or the wallet without a card")
                    .with("field", "source");
        }
        return card == null
                ? null
                : CardId.parse(card).orElseThrow(() -> PaymentProblem.SOURCE_INVALID.because("No such card"));
    }

    private static RemittanceId remittance(String id) {
        return RemittanceId.parse(id)
                .orElseThrow(() -> CrossBorderProblem.REMITTANCE_NOT_FOUND.because("No such remittance"));
    }
}
