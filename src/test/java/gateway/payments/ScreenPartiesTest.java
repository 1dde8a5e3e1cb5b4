package gateway.payments;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.compliance.Occasion;
import gateway.compliance.Party;
import gateway.compliance.PaymentScreening;
import gateway.compliance.PaymentScreening.Outcome;
import gateway.compliance.ScreenPayment;
import gateway.customers.Identity;
import gateway.customers.Pinfl;
import gateway.customers.RememberedIdentities;
import gateway.customers.UnchangedIdentities;
import gateway.customers.UnchangedIdentities.IdentityMoved;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.Payments.Order;
import gateway.payments.Payments.Origin;
import gateway.payments.ScreenParties.Screened;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What memory may say of the two sides of a payment. */
class ScreenPartiesTest {

    private static final CustomerId PAYER = new CustomerId(new UUID(1, 3));
    private static final CustomerId PAYEE = new CustomerId(new UUID(2, 5));
    private static final String LISTED = "Soatova Mavluda";

    private final Memory memory = new Memory();
    private final Map<CustomerId, String> truth = new HashMap<>(Map.of(PAYER, "Karimov Bek", PAYEE, "Aliyeva Lola"));
    private final ScreenParties parties = new ScreenParties(new Lists(), memory);
    private boolean idle;

    /** What one node remembers of what is true. */
    private final class Memory implements RememberedIdentities {

        private final Map<CustomerId, Remembered> known = new HashMap<>();
        private final List<CustomerId> read = new ArrayList<>();

        @Override
        public Mono<Remembered> remembered(CustomerId customer) {
            return Mono.fromSupplier(() -> known.computeIfAbsent(customer, this::read));
        }

        private Remembered read(CustomerId customer) {
            read.add(customer);
            return new Remembered(
                    customer,
                    Optional.ofNullable(truth.get(customer)).map(name -> identity(customer, name)),
                    read.size());
        }

        @Override
        public void forget(Collection<CustomerId> customers) {
            known.keySet().removeAll(customers);
        }
    }

    /** One name is on a list. */
    private final class Lists implements ScreenPayment {

        @Override
        public PaymentScreening of(@Nullable Party payer, @Nullable Party payee, Occasion occasion) {
            boolean hit = isListed(payer) || isListed(payee);
            return new PaymentScreening(
                    hit ? Outcome.BLOCKED : Outcome.CLEAR, List.of(), "rule", 1, new TreeMap<>(), Instant.EPOCH);
        }

        private static boolean isListed(@Nullable Party it) {
            return it != null && it.name().equals(LISTED);
        }

        @Override
        public boolean isIdle() {
            return idle;
        }
    }

    private static Identity identity(CustomerId customer, String name) {
        return new Identity(customer, 1, name, LocalDate.of(1985, 3, 14), "UZ", new Pinfl("31403851231009"), List.of());
    }

    private static Order order(Destination destination) {
        return new Order(
                PAYER,
                "key",
                new byte[1],
                new Money(100, Asset.UZS),
                new Source.OwnWallet(),
                destination,
                Origin.of(new DeviceId(new UUID(3, 3))));
    }

    private Screened screened() {
        return parties.of(order(new Destination.ToWallet(PAYEE)))
                .blockOptional()
                .orElseThrow();
    }

    private static Outcome outcome(Screened it) {
        return it.screening().orElseThrow().outcome();
    }

    @Test
    void bothSidesAreReadOnceAndVouchedForInTheEntry() {
        screened();
        var again = screened();

        assertThat(memory.read).containsExactly(PAYER, PAYEE);
        assertThat(outcome(again)).isEqualTo(Outcome.CLEAR);
        assertThat(again.parts())
                .containsExactly(new UnchangedIdentities(List.of(memory.known.get(PAYER), memory.known.get(PAYEE))));
    }

    @Test
    void whoeverPaysACardOrAShopIsOneSideAlone() {
        var shop = new Destination.ToMerchant(new gateway.shared.ids.MerchantId(new UUID(4, 4)), "Shop", "5411");

        var found = parties.of(order(shop)).blockOptional().orElseThrow();

        assertThat(memory.read).containsExactly(PAYER);
        assertThat(found.parts()).containsExactly(new UnchangedIdentities(List.of(memory.known.get(PAYER))));
    }

    @Test
    void aNoIsNeverGivenFromMemory() {
        truth.put(PAYEE, LISTED);
        assertThat(outcome(screened())).isEqualTo(Outcome.BLOCKED);
        truth.put(PAYEE, "Aliyeva Lola");

        assertThat(outcome(screened())).isEqualTo(Outcome.CLEAR);
    }

    @Test
    void aYesFromMemoryIsTakenBackOnceTheBooksSaySo() {
        screened();
        truth.put(PAYEE, LISTED);
        assertThat(outcome(screened())).isEqualTo(Outcome.CLEAR);

        parties.moved(new IdentityMoved(List.of(PAYEE)));

        assertThat(outcome(screened())).isEqualTo(Outcome.BLOCKED);
    }

    @Test
    void withoutListsNobodyIsReadAndNothingVouchedFor() {
        idle = true;

        assertThat(screened()).isEqualTo(new Screened(Optional.empty(), List.of()));
        assertThat(memory.read).isEmpty();
    }
}
