package gateway.crossborder.web;

import gateway.crossborder.Corridors;
import gateway.crossborder.RemittanceView.AmountView;
import gateway.crossborder.corridors.Corridor;
import gateway.crossborder.corridors.SenderRequirement;
import gateway.platform.http.Caller;
import gateway.rulebook.Version;
import gateway.rulebook.Wording;
import java.time.Duration;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tells where money can be sent, and what has to be known of a beneficiary there. */
@RestController
@RequestMapping(path = "/v1/corridors", produces = MediaType.APPLICATION_JSON_VALUE)
class CorridorController {

    private final Corridors corridors;

    CorridorController(Corridors corridors) {
        this.corridors = corridors;
    }

    /**
     * A country and a currency that money can be sent to.
     *
     * @param beneficiaryFields what has to be told of a beneficiary beside name, country and currency
     * @param senderFields what the bank has to know of the sender beside who they are: `address`, told under
     *     `/v1/kyc/address`
     * @param least and `most` what one may be sent
     * @param within how long delivery may take before the bank looks for it, ISO 8601
     * @param charges who pays the banks on the way: `DEBT` the sender, `SHAR` both their own, `CRED` the beneficiary
     */
    record CorridorView(
            String country,
            String currency,
            Wording text,
            List<String> beneficiaryFields,
            List<String> senderFields,
            AmountView least,
            AmountView most,
            Duration quoteFor,
            Duration within,
            String charges) {

        static CorridorView of(Version<Corridor> it) {
            var says = it.says();
            return new CorridorView(
                    says.country(),
                    says.currency().code(),
                    it.head().citation().text(),
                    Corridors.fields(says),
                    says.senderRequires().stream()
                            .map(SenderRequirement::code)
                            .sorted()
                            .toList(),
                    AmountView.of(says.least()),
                    AmountView.of(says.most()),
                    says.quoteFor(),
                    says.within(),
                    says.charges().name());
        }
    }

    /** All corridors. */
    record CorridorList(List<CorridorView> items) {}

    /** Lists where money can be sent now. */
    @GetMapping
    Mono<CorridorList> list(Caller caller) {
        return Mono.fromSupplier(() ->
                new CorridorList(corridors.open().stream().map(CorridorView::of).toList()));
    }
}
