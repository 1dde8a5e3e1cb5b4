package gateway.processors.uzcard;

import gateway.cards.CardDetails;
import gateway.cards.CardRegistrar.Registration.CodeSent;
import gateway.cards.CardRegistrar.Registration.Confirmed;
import gateway.cards.CardVault;
import gateway.cards.Pan;
import gateway.cards.Scheme;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.LegRequest.Payee;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
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
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import sandbox.sms.Inbox;
import sandbox.uzcard.SvGate;

/** The rail and the sandbox's SVGate, wired over a real socket. */
final class Svgate implements AutoCloseable {

    static final String GOOD = "8600490000000000";
    static final String POOR = "8600490000000018";
    static final String BLOCKED = "8600490000000026";
    static final String FRAUD = "8600490000000042";
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final YearMonth EXPIRY = YearMonth.of(2031, 12);

    final Inbox inbox = Inbox.inMemory();
    final SvGate gate;
    private final UzcardClient client;
    private final UzcardClient patient;
    final UzcardProcessor rail;
    final UzcardRegistrar registrar;
    private final Map<CardId, CardDetails> cards = new HashMap<>();

    Svgate(Path folder) {
        this(folder, Duration.ofSeconds(1));
    }

    Svgate(Path folder, Duration timeout) {
        gate = new SvGate(0, folder.resolve("uzcard.jsonl"), inbox);
        var settings = settings(gate.port(), timeout);
        client = new UzcardClient(settings);
        CardVault vault = card -> Mono.justOrEmpty(cards.get(card));
        var clock = Clock.systemUTC();
        rail = new UzcardProcessor(vault, client, new UzcardDoubts(clock, settings), settings, clock);
        // The first call of a cold JVM may take longer than a test of silence should wait.
        patient = new UzcardClient(settings(gate.port(), PATIENCE));
        registrar = new UzcardRegistrar(patient);
    }

    static UzcardSettings settings(int port, Duration timeout) {
        return new UzcardSettings(
                URI.create("http://127.0.0.1:" + port + "/"),
                "oqim",
                "sandbox",
                "90050017182",
                "91419475",
                8080,
                "Oqim",
                timeout,
                Duration.ofMillis(500),
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                64,
                64,
                Duration.ofSeconds(30),
                DataSize.ofKilobytes(16),
                Duration.ofMillis(50));
    }

    static <T> T now(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE));
    }

    /** A card with its token, registered by code. */
    CardId registered(String pan) {
        var sent = (CodeSent) now(registrar.begin(pan(pan), EXPIRY));
        var confirmed = (Confirmed) now(registrar.confirm(sent.reference(), lastCode()));
        return keep(pan, confirmed.railToken());
    }

    /** Somebody's card of which only the number is known. */
    CardId unregistered(String pan) {
        return keep(pan, null);
    }

    String lastCode() {
        var text = inbox.of("998901234567").getFirst().text();
        return text.substring(text.length() - 6);
    }

    static Pan pan(String digits) {
        return Pan.parse(digits).orElseThrow();
    }

    Leg debit(CardId card, long minor) {
        return leg(LegRequest.Kind.DEBIT, card, minor, null);
    }

    Leg credit(CardId card, long minor) {
        return leg(LegRequest.Kind.CREDIT, card, minor, null);
    }

    Leg refund(Leg original, long minor) {
        return leg(LegRequest.Kind.REFUND, original.request().card(), minor, original);
    }

    private static Leg leg(LegRequest.Kind kind, CardId card, long minor, @Nullable Leg original) {
        var request = new LegRequest(
                UUID.randomUUID(), kind, new Money(minor, Asset.UZS), card, new Payee("Non va choy", "5411"), original);
        return new Leg(request, new MessageIdentity(request.id().toString()), null);
    }

    Outcome send(Leg leg) {
        return now(rail.send(leg));
    }

    /** The leg as it is stored after it was approved. */
    Leg approved(Leg leg) {
        return new Leg(leg.request(), leg.identity(), ((Outcome.Approved) send(leg)).railReference());
    }

    List<String> kindsUnder(Leg leg) {
        return gate.books().orElseThrow().under(leg.identity().value()).stream()
                .map(BookEntry::kind)
                .toList();
    }

    List<String> kindsOfHold(String hold) {
        return gate.books().orElseThrow().under("hold:" + hold).stream()
                .map(BookEntry::kind)
                .toList();
    }

    void always(Fault onRecovery) {
        gate.faults().set(new Plan(1, Map.of(), Map.of(onRecovery, 1.0)));
    }

    @Override
    public void close() {
        client.close();
        patient.close();
        gate.close();
    }

    private CardId keep(String pan, @Nullable String token) {
        var id = new CardId(UUID.randomUUID());
        cards.put(id, new CardDetails(id, Scheme.UZCARD, pan(pan), token == null ? null : EXPIRY, token));
        return id;
    }
}
