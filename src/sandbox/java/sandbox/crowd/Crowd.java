package sandbox.crowd;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.humo.HumoCards;
import sandbox.mobile.Device;
import sandbox.mobile.MobileApp;
import sandbox.run.Installation.Running;

/**
 * Customers with a phone and a card each, spread over the three rails, and the merchants they pay. All of them come
 * through the front door: sign-in by SMS, card linking with the rail's code, the bank's own page for merchants.
 */
public record Crowd(List<Payer> payers, List<String> merchants) {

    private static final int AT_ONCE = 8;
    private static final int FIRST_NUMBER = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration FRESH = Duration.ofMinutes(2);
    private static final Pattern MERCHANT = Pattern.compile("mer_[0-9a-f-]{36}");
    /** A VISA card, a UZCARD and a HUMO card begin so; their codes arrive on the phone with the same seven digits. */
    private static final List<String> RANGES = List.of("41111100", "86000088", "98600088");

    public static Crowd gather(Running running, Wire wire, int customers, int merchants) {
        return new Crowd(payers(running, customers), merchants(running, wire, merchants));
    }

    /** So that no token expires while something is measured. */
    public void refresh(Wire wire) {
        var deadline = Instant.now().minus(FRESH);
        Flux.fromIterable(payers)
                .filter(payer -> payer.isOlderThan(deadline))
                .flatMap(payer -> payer.refresh(wire), AT_ONCE)
                .blockLast(PATIENCE);
    }

    private static List<Payer> payers(Running running, int count) {
        try (var workers = Executors.newFixedThreadPool(AT_ONCE)) {
            var coming = IntStream.range(0, count)
                    .mapToObj(number -> workers.submit(() -> payer(running, number)))
                    .toList();
            var payers = new ArrayList<Payer>(count);
            for (Future<Payer> each : coming) {
                payers.add(each.get());
            }
            return List.copyOf(payers);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("A customer could not sign in or link a card", e);
        }
    }

    private static Payer payer(Running running, int number) {
        URI gateway = running.nodes().getFirst().plain();
        var device = Device.fresh();
        var app = new MobileApp(gateway, running.sandbox(), device, null);
        var digits = String.valueOf(FIRST_NUMBER + number);
        var tokens = app.signIn("99890" + digits);
        var card = app.linkCard(
                HumoCards.number(RANGES.get(number % RANGES.size()) + digits), "2030-12", "99890" + digits);
        return new Payer(device, tokens, card);
    }

    private static List<String> merchants(Running running, Wire wire, int count) {
        return Flux.range(0, count)
                .flatMap(number -> merchant(running, wire, number), AT_ONCE)
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private static Mono<String> merchant(Running running, Wire wire, int number) {
        var body = "{\"name\":\"Merchant %d\",\"category\":\"5411\"}".formatted(number);
        return wire.post(
                        "/admin/api/merchants",
                        body,
                        headers -> headers.set("Authorization", "Bearer " + running.staffToken())
                                .set("Idempotency-Key", "bench-merchant-" + number))
                .map(Crowd::merchantId);
    }

    private static String merchantId(Wire.Reply reply) {
        var id = MERCHANT.matcher(reply.body());
        if (reply.status() != 201 || !id.find()) {
            throw new IllegalStateException("A merchant was not registered: " + reply);
        }
        return id.group();
    }
}
