package gateway.fraud;

import gateway.fraud.Attempt.Card;
import gateway.fraud.Attempt.Device;
import gateway.fraud.Attempt.Payee;
import gateway.fraud.Attempt.Payer;
import gateway.rulebook.Channel;
import gateway.rulebook.Operation;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Attempts for tests. */
public final class Attempts {

    public static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private Attempts() {}

    public static UUID id(int kind, int n) {
        return new UUID(0x0199_aaaa_0000_7000L | kind, 0x8000_0000_0000_0000L | (long) n << 8 | 7);
    }

    public static Attempt usual() {
        return at(1, NOON, 150_000);
    }

    public static Attempt at(int n, Instant at, long minor) {
        return at(n, at, minor, 1, 1, 1, 1);
    }

    public static Attempt at(int n, Instant at, long minor, int customer, int device, int card, int payee) {
        return new Attempt(
                new PaymentId(id(1, n)),
                at,
                new Money(minor, Asset.UZS),
                Operation.CARD_TO_CARD,
                Channel.APP,
                new Payer(new CustomerId(id(2, customer)), at.minus(Duration.ofDays(30)), null),
                new Device(
                        new DeviceId(id(3, device)),
                        at.minus(Duration.ofDays(9)),
                        false,
                        false,
                        false,
                        false,
                        false,
                        false),
                card == 0 ? null : new Card(new CardId(id(4, card)), "uzcard", "UZ", at.minus(Duration.ofHours(30))),
                new Payee(id(5, payee), Payee.Kind.CARD, false, null, null));
    }

    public static Attempt with(Attempt it, Device device) {
        return new Attempt(
                it.payment(),
                it.at(),
                it.amount(),
                it.operation(),
                it.channel(),
                it.payer(),
                device,
                it.card(),
                it.payee());
    }

    public static Attempt with(Attempt it, Channel channel, boolean firstToPayee) {
        var payee = new Payee(it.payee().id(), it.payee().kind(), firstToPayee, null, null);
        return new Attempt(
                it.payment(), it.at(), it.amount(), it.operation(), channel, it.payer(), it.device(), it.card(), payee);
    }

    /** One rule as packs write it. */
    public static String rule(String id, String stage, String when, String verdict) {
        return """
                  - id: %s
                    version: 1
                    decided: 2026-01-10
                    from: 2026-02-01
                    source: "test"
                    confidence: sample
                    text: {uz: "Qoida", ru: "Правило", en: "A rule"}
                    stage: %s
                    when: "%s"
                    verdict: %s
                    reason: because-of-%s
                """.formatted(id, stage, when, verdict, id);
    }

    public static String pack(String velocity, String... rules) {
        return "format: 1\npack: test\n" + (velocity.isEmpty() ? "" : "velocity:\n" + velocity) + "rules:\n"
                + (rules.length == 0 ? "  []\n" : String.join("", rules));
    }
}
