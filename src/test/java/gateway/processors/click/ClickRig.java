package gateway.processors.click;

import gateway.cards.CardRegistrar.Registration.CodeSent;
import gateway.cards.CardRegistrar.Registration.Confirmed;
import gateway.cards.Scheme;
import gateway.processors.HttpTerms;
import gateway.processors.Leg;
import gateway.processors.LegRequest.Kind;
import gateway.processors.LegRequest.Purse;
import gateway.processors.Outcome;
import gateway.processors.RailRig;
import gateway.shared.ids.CardId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sandbox.click.ClickHost;

/** Click as a rail, and the sandbox's Click. */
final class ClickRig extends RailRig<ClickProcessor> {

    static final String GOOD = "8600495473316478";
    static final String POOR = "8600490000000018";
    static final String CODE = "77777";

    final ClickHost host;
    final ClickProcessor rail;
    final ClickRegistrar registrar;
    private final ClickClient client;
    private final ClickClient patient;
    private @Nullable CardId good;

    ClickRig(Path folder) {
        host = new ClickHost(0, folder.resolve("click.jsonl"));
        var settings = settings(host.port(), Duration.ofMillis(1_500));
        var clock = Clock.systemUTC();
        client = new ClickClient(settings, clock);
        var books = new ClickBooks(client, clock);
        rail = new ClickProcessor(vault(), client, books, new ClickBills(client, books));
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

    @Override
    public ClickProcessor rail() {
        return rail;
    }

    @Override
    public ClickHost host() {
        return host;
    }

    /** A card that Click keeps and that was confirmed by code. */
    CardId kept(String number) {
        var sent = (CodeSent) now(registrar.begin(pan(number), EXPIRY));
        var confirmed = (Confirmed) now(registrar.confirm(sent.reference(), CODE));
        return keep(number, confirmed.railToken());
    }

    /** One that only the vault knows. */
    CardId keep(String number, @Nullable String token) {
        return keep(Scheme.CLICK, number, EXPIRY, token);
    }

    @Override
    public Leg debit(long minor) {
        if (good == null) {
            good = kept(GOOD);
        }
        return debit(good, minor);
    }

    /** A bill for whoever has Click under that phone. */
    Leg bill(String phone, long minor) {
        return leg(Kind.DEBIT, new Purse.ByBill(phone), minor, null);
    }

    /** As it is stored once Click has named it. */
    Leg shown(Leg leg) {
        return new Leg(leg.request(), leg.identity(), ((Outcome.Waiting) send(leg)).railReference());
    }

    @Override
    public void close() {
        client.close();
        patient.close();
        host.close();
    }
}
