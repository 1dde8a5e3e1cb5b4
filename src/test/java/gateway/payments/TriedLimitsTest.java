package gateway.payments;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.limits.Circumstances;
import gateway.limits.CounterKey;
import gateway.limits.LimitRefusal;
import gateway.limits.Limits;
import gateway.limits.Meter;
import gateway.limits.Meter.Reading;
import gateway.limits.Metered;
import gateway.limits.Use;
import gateway.platform.journal.Part;
import gateway.rulebook.Operation;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Who tries what is left of a limit that others use too hears soon the same of everything. */
class TriedLimitsTest {

    private static final Instant NOON = Instant.parse("2026-03-14T07:00:00Z");
    private static final CustomerId WHO = new CustomerId(new UUID(1, 0x100));
    private static final UUID SHOP = new UUID(2, 2);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = NOON;
    private final InstantSource source = () -> now;
    private final TriedLimits tried = new TriedLimits(new PerPayee(), meters, new Moving(source));

    /** A clock that the test moves. */
    private static final class Moving extends Clock {

        private final InstantSource source;

        Moving(InstantSource source) {
            this.source = source;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return source.instant();
        }
    }

    private static Use use(CustomerId who, UUID payee, long minor) {
        return new Use(
                new UUID(9, minor),
                NOON,
                new Money(minor, Asset.UZS),
                who,
                Operation.CARD_TO_MERCHANT,
                null,
                null,
                payee,
                null,
                Circumstances.UNKNOWN);
    }

    private static LimitRefusal refusal(boolean shared) {
        return new LimitRefusal("shop-day", 2, true, 77, Asset.UZS, NOON.plusSeconds(9), null, shared);
    }

    private void refused(int times) {
        for (int n = 0; n < times; n++) {
            tried.note(use(WHO, SHOP, 500 - n), refusal(true));
        }
    }

    @Test
    void fromTheThirdRefusalOnTheSameIsHeardOfEveryAmount() {
        refused(2);
        assertThat(tried.against(use(WHO, SHOP, 1))).isEmpty();
        refused(1);

        assertThat(tried.against(use(WHO, SHOP, 1))).contains(refusal(true));
        assertThat(tried.against(use(WHO, SHOP, 499))).contains(refusal(true));
        assertThat(meters.counter("oqim_payments_limits_tried").count()).isEqualTo(2);
    }

    @Test
    void nobodyElseAndNothingElseIsConcerned() {
        refused(3);

        assertThat(tried.against(use(new CustomerId(new UUID(1, 0x200)), SHOP, 1)))
                .isEmpty();
        assertThat(tried.against(use(WHO, new UUID(3, 3), 1))).isEmpty();
    }

    @Test
    void whatOnlyTheCustomerUsesIsAskedEachTime() {
        for (int n = 0; n < 5; n++) {
            tried.note(use(WHO, SHOP, 500), refusal(false));
        }

        assertThat(tried.against(use(WHO, SHOP, 1))).isEmpty();
    }

    @Test
    void anHourAfterTheFirstItBeginsAnew() {
        refused(1);
        now = NOON.plus(TriedLimits.WITHIN).minusSeconds(1);
        refused(2);
        assertThat(tried.against(use(WHO, SHOP, 1))).isPresent();

        now = NOON.plus(TriedLimits.WITHIN);
        assertThat(tried.against(use(WHO, SHOP, 1))).isEmpty();
        refused(2);
        assertThat(tried.against(use(WHO, SHOP, 1))).isEmpty();
        refused(1);
        now = now.plus(Duration.ofMinutes(59));
        assertThat(tried.against(use(WHO, SHOP, 1))).isPresent();
    }

    /** However many customers try, no more are remembered; those whose hour is over make room. */
    @Test
    void whatIsRememberedIsBounded() {
        for (int n = 0; n < TriedLimits.CUSTOMERS; n++) {
            tried.note(use(new CustomerId(new UUID(5, n)), SHOP, 1), refusal(true));
        }
        refused(3);
        assertThat(tried.against(use(WHO, SHOP, 1))).isEmpty();

        now = NOON.plus(TriedLimits.WITHIN);
        refused(3);
        assertThat(tried.against(use(WHO, SHOP, 1))).isPresent();
    }

    /** One count for each payee. */
    private static final class PerPayee implements Limits {

        @Override
        public Optional<CounterKey> countOf(Use use, String limit) {
            return Optional.of(new CounterKey(use.payee(), limit, 0));
        }

        @Override
        public boolean goByTier() {
            return false;
        }

        @Override
        public Optional<Part> take(Use use, List<Metered> metered) {
            return Optional.empty();
        }

        @Override
        public Mono<List<Reading>> read(CustomerId customer, List<Meter> meters) {
            return Mono.just(List.of());
        }

        @Override
        public Mono<Part> giveBack(PaymentId payment) {
            return Mono.empty();
        }

        @Override
        public Mono<Part> arrived(PaymentId payment) {
            return Mono.empty();
        }

        @Override
        public Mono<Part> giveBackRefunded(PaymentId payment, Money refunded) {
            return Mono.empty();
        }
    }
}
