package gateway.processors.click;

import gateway.cards.CardDetails;
import gateway.cards.CardRegistrar.Registration.CodeSent;
import gateway.cards.CardRegistrar.Registration.Confirmed;
import gateway.cards.CardVault;
import gateway.cards.Pan;
import gateway.cards.Scheme;
import gateway.processors.HttpTerms;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.LegRequest.Kind;
import gateway.processors.LegRequest.Payee;
import gateway.processors.LegRequest.Purse;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import gateway.shared.ids.CardId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import sandbox.click.ClickHost;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;

/** The rail and the sandbox's Click, wired over a real socket. */
final class ClickRig implements AutoCloseable {

    static final String GOOD = "8600495473316478";
    static final String POOR = "8600490000000018";
    static final String CODE = "77777";
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final YearMonth EXPIRY = YearMonth.of(2031, 12);

    final ClickHost host;
    final ClickProcessor rail;
    final ClickRegistrar registrar;
    private final ClickClient client;
    private final ClickClient patient;
    private final Map<CardId, CardDetails> cards = new HashMap<>();

    ClickRig(Path folder) {
        host = new ClickHost(0, folder.resolve("click.jsonl"));
        var settings = settings(host.port(), Duration.ofMillis(700));
        var clock = Clock.systemUTC();
        client = new ClickClient(settings, clock);
        CardVault vault = card -> Mono.justOrEmpty(cards.get(card));
        var books = new ClickBooks(client, clock);
        rail = new ClickProcessor(vault, client, books, new ClickBills(client, books));
        // The first call of a cold JVM may take longer than a test of silence should wait.
        patient = new ClickClient(settings(host.port(), PATIENCE), Clock.systemUTC());
        registrar = new ClickRegistrar(patient);
    }

    static ClickSettings settings(int port, Duration timeout) {
        return new ClickSettings(
                URI.create("http://127.0.0.1:" + port + "/v2/merchant/"),
                1001,
                3003,
                "sandbox",
                timeout,
                HttpTerms.usual());
    }

    static <T> T now(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE));
    }

    static Pan pan(String digits) {
        return Pan.parse(digits).orElseThrow();
    }

    /** A card that Click keeps and that was confirmed by code. */
    CardId kept(String number) {
        var sent = (CodeSent) now(registrar.begin(pan(number), EXPIRY));
        var confirmed = (Confirmed) now(registrar.confirm(sent.reference(), CODE));
        return keep(number, confirmed.railToken());
    }

    /** One that only the vault knows. */
    CardId keep(String number, @Nullable String token) {
        var id = new CardId(UUID.randomUUID());
        cards.put(id, new CardDetails(id, Scheme.CLICK, pan(number), EXPIRY, token));
        return id;
    }

    /** A debit as it is stored before it is sent. */
    Leg debit(CardId card, long minor) {
        return named(request(Kind.DEBIT, card, minor, null));
    }

    /** A bill for whoever has Click under that phone. */
    Leg bill(String phone, long minor) {
        return named(new LegRequest(
                UUID.randomUUID(),
                Kind.DEBIT,
                new Money(minor, Asset.UZS),
                new Purse.ByBill(phone),
                new Payee("Non va choy", "5411"),
                null));
    }

    /** As it is stored once Click has named it. */
    Leg shown(Leg leg) {
        return new Leg(leg.request(), leg.identity(), ((Outcome.Waiting) send(leg)).railReference());
    }

    Leg refund(Leg original, long minor) {
        var asked = original.request();
        return named(new LegRequest(
                UUID.randomUUID(), Kind.REFUND, new Money(minor, Asset.UZS), asked.purse(), asked.payee(), original));
    }

    Leg named(LegRequest request) {
        return new Leg(request, now(rail.identify(request)), null);
    }

    static LegRequest request(Kind kind, CardId card, long minor, @Nullable Leg original) {
        return new LegRequest(
                UUID.randomUUID(), kind, new Money(minor, Asset.UZS), card, new Payee("Non va choy", "5411"), original);
    }

    Outcome send(Leg leg) {
        return now(rail.send(leg));
    }

    Finding inquire(Leg leg) {
        return now(rail.inquire(leg));
    }

    Reversal reverse(Leg leg) {
        return now(rail.reverse(leg, 1));
    }

    /** The leg as it is stored after it was approved. */
    Leg approved(Leg leg) {
        return new Leg(leg.request(), leg.identity(), ((Outcome.Approved) send(leg)).railReference());
    }

    /** What Click's books have under the leg's name. */
    List<String> kindsUnder(Leg leg) {
        return host.books().orElseThrow().under(leg.identity().value()).stream()
                .map(BookEntry::kind)
                .toList();
    }

    void always(Fault onRecovery) {
        host.faults().set(new Plan(1, Map.of(), Map.of(onRecovery, 1.0)));
    }

    void never() {
        host.faults().set(Plan.NONE);
    }

    @Override
    public void close() {
        client.close();
        patient.close();
        host.close();
    }
}
