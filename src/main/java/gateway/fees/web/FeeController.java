package gateway.fees.web;

import gateway.fees.FeeCounts;
import gateway.fees.FeeProblem;
import gateway.fees.FeeQuestion;
import gateway.fees.FeeQuote;
import gateway.fees.FeeUsage;
import gateway.fees.FeeWords;
import gateway.fees.Fees;
import gateway.fees.web.FeeRequest.FeeAmount;
import gateway.platform.http.Caller;
import gateway.platform.http.RequestProblem;
import gateway.rulebook.Channel;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import java.time.Clock;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Prices over HTTP. */
@RestController
@RequestMapping(path = "/v1/fees", produces = MediaType.APPLICATION_JSON_VALUE)
class FeeController {

    private final Fees fees;
    private final FeeCounts counts;
    private final FeeWords words;
    private final Clock clock;

    FeeController(Fees fees, FeeCounts counts, FeeWords words, Clock clock) {
        this.fees = fees;
        this.counts = counts;
        this.words = words;
        this.clock = clock;
    }

    /**
     * Tells what a payment would cost now, before it is made: each fee with how it came about, what would leave the
     * sender and what would reach the receiver. Changes nothing, so it needs no key.
     */
    @PostMapping("/preview")
    Mono<ResponseEntity<FeeView>> preview(Caller caller, @RequestBody Mono<FeeRequest> request) {
        return request.map(this::question)
                .flatMap(question ->
                        counts.used(caller.customer(), fees.meters(question)).map(question::with))
                .map(fees::quote)
                .map(this::answer);
    }

    private FeeQuestion question(FeeRequest request) {
        var route = RouteReader.read(request);
        return new FeeQuestion(
                route.operation(),
                route.from(),
                route.to(),
                Channel.APP,
                amount(request.amount()),
                clock.instant(),
                FeeUsage.NOTHING);
    }

    private ResponseEntity<FeeView> answer(FeeQuote quote) {
        return switch (quote) {
            case FeeQuote.Quoted it ->
                ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(FeeView.of(it, words));
            case FeeQuote.Refused it -> throw problem(it);
        };
    }

    private static ProblemException problem(FeeQuote.Refused refused) {
        return switch (refused.why()) {
            case TOO_LARGE -> FeeProblem.FEE_NOT_COUNTABLE.because("Nobody can count that much");
            case FEE_EXCEEDS_AMOUNT ->
                FeeProblem.FEE_EXCEEDS_AMOUNT.because("The receiver would have to pay more than they receive");
            case NEGATIVE_AMOUNT, USAGE_IN_OTHER_CURRENCY ->
                throw new IllegalStateException("Neither was asked: " + refused);
        };
    }

    private static Money amount(FeeAmount amount) {
        var asset = Asset.find(amount.currency())
                .orElseThrow(() -> RequestProblem.FIELD_INVALID
                        .because("No such currency here")
                        .with("field", "amount.currency"));
        return Money.parse(amount.value(), asset)
                .filter(Money::isPositive)
                .orElseThrow(() -> RequestProblem.FIELD_INVALID
                        .because("Write a positive decimal with at most " + asset.scale() + " decimals")
                        .with("field", "amount.value"));
    }
}
