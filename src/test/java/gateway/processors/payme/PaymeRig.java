package gateway.processors.payme;

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
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import gateway.shared.ids.CardId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.net.URI;
import java.nio.file.Path;
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
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import sandbox.payme.PaymeHost;

/** The rail and the sandbox's Payme, wired over a real socket. */
final class PaymeRig implements AutoCloseable {

    static final String GOOD = "8600495473316478";
    static final String POOR = "8600490000000018";
    static final String CODE = "666666";
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final YearMonth EXPIRY = YearMonth.of(2031, 12);

    final PaymeHost host;
    final PaymeProcessor rail;
    final PaymeRegistrar registrar;
    private final PaymeClient client;
    private final PaymeClient patient;
    private final Map<CardId, CardDetails> cards = new HashMap<>();

    PaymeRig(Path folder) {
        host = new PaymeHost(0, folder.resolve("payme.jsonl"));
        var settings = settings(host.port(), Duration.ofMillis(700));
        client = new PaymeClient(settings);
        CardVault vault = card -> Mono.justOrEmpty(cards.get(card));
        rail = new PaymeProcessor(vault, client, settings);
        // The first call of a cold JVM may take longer than a test of silence should wait.
        patient = new PaymeClient(settings(host.port(), PATIENCE));
        registrar = new PaymeRegistrar(patient);
    }

    static PaymeSettings settings(int port, Duration timeout) {
        return new PaymeSettings(
                URI.create("http://127.0.0.1:" + port + "/api"),
                "oqim",
                "sandbox",
                "order_id",
                timeout,
                timeout,
                HttpTerms.usual());
    }

    static <T> T now(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE));
    }

    static Pan pan(String digits) {
        return Pan.parse(digits).orElseThrow();
    }

    /** A card that Payme keeps and that was confirmed by code. */
    CardId kept(String number) {
        var sent = (CodeSent) now(registrar.begin(pan(number), EXPIRY));
        var confirmed = (Confirmed) now(registrar.confirm(sent.reference(), CODE));
        return keep(number, confirmed.railToken());
    }

    /** One that only the vault knows. */
    CardId keep(String number, @Nullable String token) {
        var id = new CardId(UUID.randomUUID());
        cards.put(id, new CardDetails(id, Scheme.PAYME, pan(number), EXPIRY, token));
        return id;
    }

    /** A debit as it is stored before it is sent. */
    Leg debit(CardId card, long minor) {
        return named(request(Kind.DEBIT, card, minor, null));
    }

    Leg refund(Leg original, long minor) {
        return named(request(Kind.REFUND, original.request().card(), minor, original));
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

    /** As the schedule of checks does: a connection that broke is no answer yet. */
    Finding inquireUntilClear(Leg leg) {
        return now(rail.inquire(leg)
                .filter(finding -> !(finding instanceof Finding.Unclear))
                .repeatWhenEmpty(20, tries -> tries.delayElements(Duration.ofMillis(50))));
    }

    Reversal reverse(Leg leg) {
        return now(rail.reverse(leg, 1));
    }

    /** The leg as it is stored after it was approved. */
    Leg approved(Leg leg) {
        return new Leg(leg.request(), leg.identity(), ((Outcome.Approved) send(leg)).railReference());
    }

    /** What Payme's books have of the leg's receipt after its creation. */
    List<String> kindsUnder(Leg leg) {
        return host.books().orElseThrow().under(leg.identity().value()).stream()
                .map(BookEntry::kind)
                .filter(kind -> !"RECEIPT".equals(kind))
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
