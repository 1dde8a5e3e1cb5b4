package gateway.crossborder;

import gateway.crossborder.Quote.Side;
import gateway.crossborder.corridors.Corridor;
import gateway.crossborder.corridors.CorridorBook;
import gateway.crossborder.corridors.CorridorPacks;
import gateway.crossborder.rates.Price;
import gateway.rulebook.BankTime;
import gateway.rulebook.Version;
import gateway.shared.money.Asset;
import gateway.shared.problems.ProblemException;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reckons recorded quotes again by another pack of corridors, at the rate they were made of and with the very rules
 * that make real ones; pure. The pack is taken as it will stand once everything in it has begun. What correspondents
 * could take then is not recorded, so their caps are left out.
 */
public final class ReplayCorridors {

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private final CorridorBook book;
    private final Instant standing;

    private ReplayCorridors(CorridorBook book) {
        this.book = book;
        this.standing = book.corridors().stream()
                .map(it -> it.head().validity().from())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** Throws {@link gateway.rulebook.UnfitPack} with line and reason. */
    public static ReplayCorridors by(String pack) {
        return new ReplayCorridors(new CorridorPacks().read(pack));
    }

    /** One quote that would be another. */
    public record Change(Quote quote, String then, String now) {

        /** One line for people. */
        public String text() {
            return "%s  %s  %s -> %s".formatted(quote.madeAt(), quote.id(), then, now);
        }
    }

    /** Empty where it would be the same quote. */
    public Optional<Change> again(Quote quote) {
        var then = text(quote.sums());
        var now = now(quote);
        return then.equals(now) ? Optional.empty() : Optional.of(new Change(quote, then, now));
    }

    private String now(Quote quote) {
        return book.find(quote.to().country(), quote.to().currency(), standing)
                .map(corridor -> now(quote, corridor))
                .orElse("no such corridor");
    }

    private static String now(Quote quote, Version<Corridor> corridor) {
        var missing = BeneficiaryRules.missing(corridor.says(), quote.to());
        if (!missing.isEmpty()) {
            return "the beneficiary lacks " + String.join(", ", missing);
        }
        try {
            return text(MakeQuote.sums(question(quote), rules(quote, corridor.says())));
        } catch (ProblemException refused) {
            return "refused: " + refused.getMessage();
        }
    }

    private static MakeQuote.Question question(Quote it) {
        boolean send = it.side() == Side.SEND;
        return new MakeQuote.Question(
                it.customer(),
                it.beneficiary(),
                send ? it.sums().spent() : null,
                send ? null : it.sums().received());
    }

    private static QuoteRules rules(Quote quote, Corridor corridor) {
        var day = quote.madeAt().atZone(BankTime.ZONE).getDayOfWeek();
        var more = WEEKEND.contains(day) ? corridor.weekend() : BigDecimal.ZERO;
        return new QuoteRules(corridor, new Price(corridor.currency(), Asset.UZS, quote.middle()), more);
    }

    private static String text(Sums it) {
        return "%s become %s, fee %s".formatted(it.spent(), it.received(), it.fee());
    }
}
