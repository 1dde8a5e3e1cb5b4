package gateway.payments;

import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.fees.Fees;
import gateway.fees.pack.PackReader;
import gateway.fees.pack.ReadPack;
import gateway.fees.pricing.ScheduledFees;
import gateway.payments.Payment.State;
import gateway.payments.Payments.Order;
import gateway.payments.Payments.Origin;
import gateway.shared.ids.DeviceId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import sandbox.simulation.Unlimited;

/** What a fee adds to a payment in this process: priced, posted and shown; a bound that a mistake would break. */
class FeeCostTest {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 20_000;
    private static final long MOST_NANOS = 300_000;

    private final PaymentRenderer renderer = new PaymentRenderer();
    private long seen;

    @Test
    void aFeeCostsMicroseconds() throws IOException {
        var free = prices("/fees/none.yaml");
        var priced = prices("/fees/scenario.yaml");
        measure(free);
        measure(priced);

        long without = measure(free);
        long with = measure(priced);

        System.out.printf(
                Locale.ROOT,
                "a payment without fees %d ns, with two fees of four parts %d ns: %.1f times%n",
                without,
                with,
                (double) with / without);
        assertThat(seen).isPositive();
        assertThat(with - without).isLessThan(MOST_NANOS);
    }

    private long measure(PaymentPrices prices) {
        var example = Examples.cardToMerchant(new State.Completed(SETTLED, null, NOW));
        var order = new Order(
                example.customer(),
                example.key(),
                new byte[32],
                example.amount(),
                example.source(),
                example.destination(),
                Origin.of(new DeviceId(new UUID(0, 0))));
        long began = CPU.getCurrentThreadCpuTime();
        for (int i = 0; i < ROUNDS; i++) {
            var quoted = (gateway.fees.FeeQuote.Quoted)
                    prices.priced(order, NOW).blockOptional().orElseThrow().quote();
            var payment = ExampleFees.with(PaymentFees.of(quoted), example);
            seen += renderer.render(payment).length + Postings.debited(payment).size();
        }
        return (CPU.getCurrentThreadCpuTime() - began) / ROUNDS;
    }

    private static PaymentPrices prices(String pack) throws IOException {
        return new PaymentPrices(new CountedFees(read(pack), Unlimited.INSTANCE));
    }

    private static Fees read(String name) throws IOException {
        try (var stream = Objects.requireNonNull(FeeCostTest.class.getResourceAsStream(name))) {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new ScheduledFees(((ReadPack.Accepted) PackReader.read(text))::pack);
        }
    }
}
