package gateway.crossborder;

import gateway.crossborder.Quote.Side;
import gateway.crossborder.corridors.Corridor;
import gateway.crossborder.rates.RateBoard;
import gateway.crossborder.rates.RateBoard.Rate;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.shared.ids.BeneficiaryId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.QuoteId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Quotes a remittance: tells what it would cost, and keeps the word until it expires. */
@Component
public class MakeQuote {

    private final Beneficiaries beneficiaries;
    private final Corridors corridors;
    private final RateBoard rates;
    private final Dispatch dispatch;
    private final Journal journal;
    private final TimeOrderedIds ids;
    private final Clock clock;

    MakeQuote(
            Beneficiaries beneficiaries,
            Corridors corridors,
            RateBoard rates,
            Dispatch dispatch,
            Journal journal,
            TimeOrderedIds ids,
            Clock clock) {
        this.beneficiaries = beneficiaries;
        this.corridors = corridors;
        this.rates = rates;
        this.dispatch = dispatch;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a customer asks.
     *
     * @param send everything that is to leave the customer, or null
     * @param receive what the beneficiary is to be sent, or null
     */
    public record Question(
            CustomerId customer,
            BeneficiaryId beneficiary,
            @Nullable Money send,
            @Nullable Money receive) {}

    public Mono<Quote> quote(Question question) {
        if ((question.send() == null) == (question.receive() == null)) {
            return Mono.error(CrossBorderProblem.QUOTE_SIDES.because("Name what to send or what to receive"));
        }
        return beneficiaries
                .find(question.customer(), question.beneficiary())
                .delayUntil(to -> beneficiaries.check(question.customer(), to.details()))
                .map(to -> reckon(question, to))
                .flatMap(quote -> dispatch.check(quote, corridor(quote)).thenReturn(quote))
                .flatMap(this::keep);
    }

    private Quote reckon(Question question, Beneficiary to) {
        var corridor = corridors.find(to.details().country(), to.details().currency());
        var rate = rates.of(corridor.says().currency())
                .orElseThrow(() -> CrossBorderProblem.RATE_UNAVAILABLE
                        .because("No provider's rate of %s is good"
                                .formatted(corridor.says().currency()))
                        .with("retryAfter", 60));
        var sums = sums(question, rules(corridor.says(), rate));
        var now = clock.instant();
        return new Quote(
                new QuoteId(ids.next(question.customer().shard())),
                question.customer(),
                to.id(),
                to.details(),
                question.send() == null ? Side.RECEIVE : Side.SEND,
                sums,
                rate.middle().value(),
                rate.provider(),
                rate.asOf(),
                corridor.id(),
                corridor.number(),
                corridor.says().within(),
                corridor.says().charges(),
                now,
                now.plus(corridor.says().quoteFor()));
    }

    private QuoteRules rules(Corridor corridor, Rate rate) {
        var more = rates.isWeekend(clock.instant()) ? corridor.weekend() : BigDecimal.ZERO;
        return new QuoteRules(corridor, rate.middle(), more);
    }

    /** Throws the problem that its customer would hear. */
    static Sums sums(Question question, QuoteRules rules) {
        var corridor = rules.corridor();
        var receive = question.receive();
        if (receive != null) {
            inCurrency(receive, corridor.currency());
            within(receive, rules);
            return rules.receiving(receive);
        }
        var send = inCurrency(java.util.Objects.requireNonNull(question.send()), Asset.UZS);
        var sums = rules.spending(send).orElseThrow(() -> tooSmall(rules));
        within(sums.received(), rules);
        return sums;
    }

    private static Money inCurrency(Money sum, Asset asset) {
        if (!sum.asset().equals(asset)) {
            throw CrossBorderProblem.QUOTE_CURRENCY.because("Here it has to be " + asset);
        }
        return sum;
    }

    private static void within(Money received, QuoteRules rules) {
        var corridor = rules.corridor();
        if (corridor.least().isGreaterThan(received)) {
            throw tooSmall(rules);
        }
        if (received.isGreaterThan(corridor.most())) {
            throw CrossBorderProblem.QUOTE_AMOUNT_TOO_LARGE
                    .because("At most %s can be received".formatted(corridor.most()))
                    .with("most", corridor.most().toDecimal());
        }
    }

    private static ProblemException tooSmall(QuoteRules rules) {
        return CrossBorderProblem.QUOTE_AMOUNT_TOO_SMALL
                .because("At least %s has to be received"
                        .formatted(rules.corridor().least()))
                .with("least", rules.corridor().least().toDecimal())
                .with("leastSend", rules.leastSpent().toDecimal());
    }

    private Corridor corridor(Quote quote) {
        return corridors.find(quote.to().country(), quote.to().currency()).says();
    }

    private Mono<Quote> keep(Quote quote) {
        return journal.commit(new Entry(quote.customer().shard(), Priority.NEW, List.of(new AddQuote(quote))))
                .map(decision -> {
                    if (decision instanceof Refused(var refusal)) {
                        throw new IllegalStateException("A quote was refused: " + refusal);
                    }
                    return quote;
                });
    }
}
