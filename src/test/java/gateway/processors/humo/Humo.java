package gateway.processors.humo;

import gateway.cards.CardDetails;
import gateway.cards.CardVault;
import gateway.cards.Pan;
import gateway.cards.Scheme;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.MessageIdentity;
import gateway.shared.ids.CardId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import sandbox.humo.HumoCards;
import sandbox.humo.HumoHost;

/** Examples for tests of the HUMO rail. */
final class Humo {

    static final TimeOrderedIds IDS = new TimeOrderedIds(Clock.systemUTC(), new SplittableRandom(42));
    static final CardId CARD = new CardId(IDS.next(0));
    static final YearMonth EXPIRY = YearMonth.of(2030, 12);
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final LegRequest.Payee PAYEE = new LegRequest.Payee("OQIM", "6012");

    private Humo() {}

    static HumoSettings settings(int port, int middlewarePort, Duration timeout) {
        return settings(port, middlewarePort, timeout, HumoHost.PASSWORD, pool(64, 256));
    }

    static HumoSettings settings(
            int port, int middlewarePort, Duration timeout, String password, HumoSettings.Pool pool) {
        return new HumoSettings(
                URI.create("http://127.0.0.1:" + port),
                HumoHost.USERNAME,
                password,
                "gateway",
                "011860022222222",
                "2222AB22",
                "100001104110",
                "100010104110",
                "CENTRE1",
                URI.create("http://127.0.0.1:" + middlewarePort),
                HumoHost.TOKEN,
                timeout,
                pool);
    }

    static HumoSettings.Pool pool(int connections, int waiting) {
        return new HumoSettings.Pool(
                connections, waiting, Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(15));
    }

    static HumoProcessor processor(HumoSettings settings, String pan) {
        return processor(settings, pan, Clock.systemUTC());
    }

    static HumoProcessor processor(HumoSettings settings, String pan, Clock clock) {
        CardVault vault = card -> Mono.just(details(pan, EXPIRY));
        return new HumoProcessor(new HumoClient(settings), vault, settings, clock);
    }

    static CardDetails details(String pan, @Nullable YearMonth expiry) {
        return new CardDetails(CARD, Scheme.HUMO, Pan.parse(pan).orElseThrow(), expiry, null);
    }

    static Money sum(long minor) {
        return new Money(minor, Asset.UZS);
    }

    static Leg debit(long minor) {
        return leg(LegRequest.Kind.DEBIT, minor, null);
    }

    static Leg credit(long minor) {
        return leg(LegRequest.Kind.CREDIT, minor, null);
    }

    static Leg refund(long minor, Leg original) {
        return leg(LegRequest.Kind.REFUND, minor, original);
    }

    static Leg withReference(Leg leg, @Nullable String railReference) {
        return new Leg(leg.request(), leg.identity(), railReference);
    }

    static Leg leg(LegRequest.Kind kind, long minor, @Nullable Leg original) {
        UUID id = IDS.next(0);
        var request = new LegRequest(id, kind, sum(minor), CARD, PAYEE, original);
        return new Leg(request, new MessageIdentity(id.toString().replace("-", "")), null);
    }

    /** A card of the sandbox that is declined with the code. */
    static String declinedWith(String code) {
        return HumoCards.number("986000990000" + code);
    }
}
