package gateway.webhooks;

import static gateway.webhooks.WebhookRig.SHOP;
import static gateway.webhooks.WebhookRig.get;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.webhooks.events.EventLog;
import gateway.webhooks.signing.SigningKey.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import sandbox.books.BookEntry;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;

/** A measurement: on a machine that others use it says more about them. {@code -Doqim.measure=true} asks for it. */
@EnabledIfSystemProperty(named = "oqim.measure", matches = "true")
class TwentyThousandModuleTest {

    private static final int PAYMENTS = 10_000;
    private static final int EVENTS = 2 * PAYMENTS;
    private static final String DELIVERED =
            "select count(*) from webhooks.delivery d join webhooks.endpoint e on e.id = d.endpoint"
                    + " where d.state = 'delivered' and e.url like '%/shop'";
    private static final List<String> AS_SHIPPED = List.of(
            "gateway.webhooks.delivery.timeout=15s",
            "gateway.webhooks.delivery.connect-timeout=3s",
            "gateway.webhooks.delivery.pause=250ms",
            "gateway.webhooks.events.every=500ms",
            "gateway.webhooks.delivery.break-for=30s",
            "gateway.webhooks.delivery.break-at-most=5m");

    private final WebhookRig rig = new WebhookRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void alone() {
        measure("alone", List.of("shop"));
    }

    @Test
    void besideADeadPartner() {
        measure("beside two dead endpoints", List.of("shop", "dead/silent", "dead/broken"));
    }

    private void measure(String what, List<String> paths) {
        var node = rig.node(AS_SHIPPED.toArray(String[]::new));
        var partner = rig.partner(node, SHOP);
        paths.forEach(path -> rig.endpoint(node, partner, path, Kind.HMAC));
        rig.announce(SHOP, 1, PAYMENTS);
        rig.awaitCount("select least(1, last_number) from webhooks.partner", 1);
        long began = System.nanoTime();
        rig.awaitAtLeast(DELIVERED, EVENTS);
        long millis = (System.nanoTime() - began) / 1_000_000;
        System.out.printf(
                "MEASURED %s: %,d events in %,d ms after they were collected, %,d a second; the dead were asked %s%n",
                what, EVENTS, millis, EVENTS * 1_000L / millis, rig.host.asked());
    }

    @Test
    void thirtyPercentBadAndKilledThreeTimes() {
        var node = rig.node();
        var partner = rig.partner(node, SHOP);
        rig.endpoint(node, partner, "shop", Kind.HMAC);
        rig.host
                .faults()
                .set(new Plan(
                        11,
                        Map.of(
                                Fault.DECLINE_FUNDS, 0.20,
                                Fault.RESET_NOT_DONE, 0.04,
                                Fault.RESET_DONE, 0.05,
                                Fault.SILENCE_DONE, 0.005,
                                Fault.SILENCE_NOT_DONE, 0.005),
                        Map.of()));
        rig.announce(SHOP, 1, PAYMENTS);
        for (int kill = 1; kill <= 3; kill++) {
            rig.awaitAtLeast(DELIVERED, kill * EVENTS / 5);
            rig.stop(node);
            node = rig.node();
        }
        rig.awaitAtLeast(DELIVERED, EVENTS);

        var book = rig.book();
        assertThat(book.values().stream().map(List::getFirst).map(BookEntry::amount))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, EVENTS).boxed().toList());
        assertThat(rig.host.oddities()).isEmpty();
        assertThat(get(node.bean(EventLog.class).after(partner, EVENTS - 1, 10)).last())
                .isEqualTo(EVENTS);
        System.out.printf(
                "MEASURED 30 %% bad and three kills: %,d events, each in the book, numbers 1 to %,d; %,d repeats;"
                        + " bad answers %s%n",
                book.size(),
                EVENTS,
                book.values().stream().mapToInt(entries -> entries.size() - 1).sum(),
                rig.host.faults().hits());
    }
}
