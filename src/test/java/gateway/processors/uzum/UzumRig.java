package gateway.processors.uzum;

import gateway.processors.HttpTerms;
import gateway.processors.Leg;
import gateway.processors.LegRequest.Kind;
import gateway.processors.LegRequest.Purse;
import gateway.processors.RailRig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import sandbox.uzum.UzumHost;

/** Uzum as a rail, and the sandbox's Uzum. */
final class UzumRig extends RailRig<UzumProcessor> {

    final UzumHost host;
    final UzumProcessor rail;
    final UzumProcessor doubting;
    private final UzumClient client;
    private final AtomicInteger codes = new AtomicInteger();

    UzumRig(Path folder) {
        host = new UzumHost(0, folder.resolve("uzum.jsonl"));
        client = new UzumClient(settings(true), Clock.systemUTC());
        rail = new UzumProcessor(client, settings(true));
        doubting = new UzumProcessor(client, settings(false));
        // The first call of a cold JVM may take longer than a test of silence should wait.
        var _ = send(debit(1_000));
    }

    private UzumSettings settings(boolean absenceIsProof) {
        return new UzumSettings(
                URI.create("http://127.0.0.1:" + host.port() + "/"),
                1,
                77,
                "sandbox",
                "Oqim",
                absenceIsProof,
                Duration.ofMillis(1_500),
                HttpTerms.usual());
    }

    @Override
    public UzumProcessor rail() {
        return rail;
    }

    @Override
    public UzumHost host() {
        return host;
    }

    /** One that nobody was shown before. */
    String code() {
        return "9%039d".formatted(codes.incrementAndGet());
    }

    @Override
    public Leg debit(long minor) {
        return debit(code(), minor);
    }

    Leg debit(String code, long minor) {
        return leg(Kind.DEBIT, new Purse.ByCode(code), minor, null);
    }

    /** By then the code is gone. */
    @Override
    public Leg refund(Leg original, long minor) {
        return leg(Kind.REFUND, new Purse.ByCode(""), minor, original);
    }

    @Override
    public void close() {
        client.close();
        host.close();
    }
}
