package gateway.fees.pricing;

import gateway.fees.FeeId;
import gateway.fees.FeeQuestion;
import gateway.fees.FeeQuote.Quoted;
import gateway.fees.FeeUsage;
import gateway.fees.FeeUsage.Used;
import gateway.fees.Place;
import gateway.fees.pack.FeeText;
import gateway.fees.tariff.FeePack;
import gateway.rulebook.Channel;
import gateway.rulebook.Operation;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.Map;

/** Payments to be priced, and prices that are there. */
final class Payments {

    static final Instant MARCH = Instant.parse("2026-03-10T08:00:00Z");

    private Payments() {}

    static Money uzs(String amount) {
        return Money.parse(amount, Asset.UZS).orElseThrow();
    }

    static Money tiyin(long minor) {
        return new Money(minor, Asset.UZS);
    }

    static FeeQuestion transfer(Money amount) {
        return new FeeQuestion(
                Operation.CARD_TO_CARD, Place.UZCARD, Place.HUMO, Channel.APP, amount, MARCH, FeeUsage.NOTHING);
    }

    static FeeQuestion transfer(String amount) {
        return transfer(uzs(amount));
    }

    static FeeUsage used(Money charged, long count, Money volume) {
        return new FeeUsage(Map.of(new FeeId("transfer"), new Used(charged, count, volume)));
    }

    static Quoted quoted(FeePack pack, FeeQuestion question) {
        return switch (PricingRules.quote(pack, question)) {
            case Quoted it -> it;
            case gateway.fees.FeeQuote.Refused it -> throw new AssertionError(it);
        };
    }

    static Quoted quoted(FeeText fee, FeeQuestion question) {
        return quoted(FeeText.read(fee), question);
    }
}
