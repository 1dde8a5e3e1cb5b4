package gateway.processors.uzcard;

import gateway.cards.CardRegistrar.Registration.CodeSent;
import gateway.cards.CardRegistrar.Registration.Confirmed;
import gateway.cards.Scheme;
import gateway.processors.HttpTerms;
import gateway.processors.Leg;
import gateway.processors.RailRig;
import gateway.shared.ids.CardId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import sandbox.books.BookEntry;
import sandbox.sms.Inbox;
import sandbox.uzcard.SvGate;

/** UZCARD as a rail, and the sandbox's SVGate. */
final class Svgate extends RailRig<UzcardProcessor> {

    static final String GOOD = "8600490000000000";
    static final String POOR = "8600490000000018";
    static final String BLOCKED = "8600490000000026";
    static final String FRAUD = "8600490000000042";

    final Inbox inbox = Inbox.inMemory();
    final SvGate gate;
    private final UzcardClient client;
    private final UzcardClient patient;
    final UzcardProcessor rail;
    final UzcardRegistrar registrar;
    private @Nullable CardId good;

    Svgate(Path folder) {
        this(folder, Duration.ofSeconds(1));
    }

    Svgate(Path folder, Duration timeout) {
        gate = new SvGate(0, folder.resolve("uzcard.jsonl"), inbox);
        var settings = settings(gate.port(), timeout);
        client = new UzcardClient(settings);
        var clock = Clock.systemUTC();
        rail = new UzcardProcessor(vault(), client, new UzcardDoubts(clock, settings), settings, clock);
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
                Duration.ofMillis(50),
                new HttpTerms(
                        Duration.ofMillis(500),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(5),
                        64,
                        64,
                        Duration.ofSeconds(30),
                        DataSize.ofKilobytes(16)));
    }

    @Override
    public UzcardProcessor rail() {
        return rail;
    }

    @Override
    public SvGate host() {
        return gate;
    }

    @Override
    public Leg debit(long minor) {
        if (good == null) {
            good = registered(GOOD);
        }
        return debit(good, minor);
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

    List<String> kindsOfHold(String hold) {
        return entriesUnder("hold:" + hold).stream().map(BookEntry::kind).toList();
    }

    @Override
    public void close() {
        client.close();
        patient.close();
        gate.close();
    }

    private CardId keep(String pan, @Nullable String token) {
        return keep(Scheme.UZCARD, pan, token == null ? null : EXPIRY, token);
    }
}
