package gateway.crossborder.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.crossborder.CrossBorderProblem;
import gateway.crossborder.MakeQuote;
import gateway.crossborder.MakeQuote.Question;
import gateway.crossborder.Quote;
import gateway.crossborder.RemittanceView.SumsView;
import gateway.platform.http.Caller;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Translates HTTP to {@link MakeQuote} and back. */
@RestController
@RequestMapping(path = "/v1/quotes", produces = MediaType.APPLICATION_JSON_VALUE)
class QuoteController {

    private final MakeQuote quotes;

    QuoteController(MakeQuote quotes) {
        this.quotes = quotes;
    }

    /** @param value decimal string with at most the currency's decimals */
    record SumRequest(
            @NotNull @Size(min = 1, max = 32) String value,
            @NotNull @Pattern(regexp = "[A-Z]{3}") String currency) {}

    /**
     * What a remittance would cost.
     *
     * @param send everything that is to leave the customer, the fee included; or
     * @param receive what the beneficiary is to be sent
     */
    record QuoteRequest(
            @NotNull @Size(max = 64) String beneficiary,
            @Valid @Nullable SumRequest send,
            @Valid @Nullable SumRequest receive) {}

    /**
     * A quote: good once, for its customer, until it expires.
     *
     * @param within how long delivery may take before the bank looks for it, ISO 8601
     * @param charges who pays the banks on the way
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QuoteView(
            String id,
            String beneficiary,
            String side,
            SumsView sums,
            Duration within,
            String charges,
            Instant madeAt,
            Instant expiresAt) {

        static QuoteView of(Quote it) {
            return new QuoteView(
                    it.id().toString(),
                    it.beneficiary().toString(),
                    switch (it.side()) {
                        case SEND -> "send";
                        case RECEIVE -> "receive";
                    },
                    SumsView.of(it.sums()),
                    it.within(),
                    it.charges().name(),
                    it.madeAt(),
                    it.expiresAt());
        }
    }

    /** Tells what a remittance costs, and keeps the word until it expires. Exactly one of both sums is named. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<QuoteView> quote(Caller caller, @Valid @RequestBody QuoteRequest request) {
        return Mono.defer(() -> quotes.quote(new Question(
                        caller.customer(),
                        BeneficiaryController.beneficiary(request.beneficiary()),
                        sum(request.send(), "send"),
                        sum(request.receive(), "receive"))))
                .map(QuoteView::of);
    }

    private static @Nullable Money sum(@Nullable SumRequest request, String field) {
        if (request == null) {
            return null;
        }
        var asset = Asset.find(request.currency())
                .orElseThrow(() -> CrossBorderProblem.QUOTE_CURRENCY
                        .because("No such currency here")
                        .with("field", field + ".currency"));
        return Money.parse(request.value(), asset)
                .filter(Money::isPositive)
                .orElseThrow(() -> CrossBorderProblem.QUOTE_AMOUNT_INVALID
                        .because("Write a positive decimal with at most " + asset.scale() + " decimals")
                        .with("field", field + ".value"));
    }
}
