package gateway.processors.payme;

import gateway.cards.CardRegistrar.Registration.CodeSent;
import gateway.cards.CardRegistrar.Registration.Confirmed;
import gateway.cards.Scheme;
import gateway.processors.HttpTerms;
import gateway.processors.Leg;
import gateway.processors.RailRig;
import gateway.shared.ids.CardId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sandbox.payme.PaymeHost;

/** Payme as a rail, and the sandbox's Payme. */
final class PaymeRig extends RailRig<PaymeProcessor> {

    static final String GOOD = "8600495473316478";
    static final String POOR = "8600490000000018";
    static final String CODE = "666666";
    static final PaymeGood BREAD = new PaymeGood("01905001001000000", "1500432", 796L, 12);

    final PaymeHost host;
    final PaymeProcessor rail;
    final PaymeRegistrar registrar;
    private final PaymeClient client;
    private final PaymeClient patient;
    private @Nullable CardId good;

    PaymeRig(Path folder) {
        host = new PaymeHost(0, folder.resolve("payme.jsonl"));
        var settings = settings(host.port(), Duration.ofMillis(1_500));
        client = new PaymeClient(settings);
        rail = new PaymeProcessor(vault(), client, settings);
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
                Map.of("5411", BREAD),
                timeout,
                timeout,
                HttpTerms.usual());
    }

    @Override
    public PaymeProcessor rail() {
        return rail;
    }

    @Override
    public PaymeHost host() {
        return host;
    }

    /** A card that Payme keeps and that was confirmed by code. */
    CardId kept(String number) {
        var sent = (CodeSent) now(registrar.begin(pan(number), EXPIRY));
        var confirmed = (Confirmed) now(registrar.confirm(sent.reference(), CODE));
        return keep(number, confirmed.railToken());
    }

    /** One that only the vault knows. */
    CardId keep(String number, @Nullable String token) {
        return keep(Scheme.PAYME, number, EXPIRY, token);
    }

    @Override
    public Leg debit(long minor) {
        if (good == null) {
            good = kept(GOOD);
        }
        return debit(good, minor);
    }

    /** What its receipt says was sold, as Payme keeps it; empty when it was told nothing. */
    String soldUnder(Leg leg) {
        return host.books()
                .orElseThrow()
                .under(leg.identity().value())
                .getFirst()
                .facts()
                .get("detail");
    }

    /** After the creation of its receipt. */
    @Override
    public List<String> kindsUnder(Leg leg) {
        return super.kindsUnder(leg).stream()
                .filter(kind -> !"RECEIPT".equals(kind))
                .toList();
    }

    @Override
    public void close() {
        client.close();
        patient.close();
        host.close();
    }
}
