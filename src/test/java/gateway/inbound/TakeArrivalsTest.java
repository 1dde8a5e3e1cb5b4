package gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.compliance.Movement;
import gateway.compliance.Party;
import gateway.compliance.PaymentScreening;
import gateway.compliance.PaymentScreening.Outcome;
import gateway.compliance.ScreenPayment;
import gateway.customers.Identities;
import gateway.customers.Identity;
import gateway.customers.KycTier;
import gateway.customers.KycTiers;
import gateway.fraud.Restriction;
import gateway.fraud.RestrictionRefusal;
import gateway.fraud.Restrictions;
import gateway.fraud.Subject;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.Arrival.State;
import gateway.ledger.PostTransfers;
import gateway.ledger.TransferRefusal;
import gateway.ledger.TransferRefusal.Reason;
import gateway.limits.LimitRefusal;
import gateway.platform.journal.Announce;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Journal;
import gateway.platform.journal.JournalProblem;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.simulation.Unlimited;

/** What becomes of an arrival when something speaks against it, or nothing answers. */
class TakeArrivalsTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final CustomerId RECEIVER = new CustomerId(new UUID(3, 0x200));
    private static final ArrivalKey KEY = new ArrivalKey(new PartnerId(new UUID(1, 0x100)), "a1");

    private final World world = new World();
    private final TakeArrivals take = new TakeArrivals(
            world,
            new ArrivalChecks(
                    new ArrivalChecks.Lists(world, world),
                    Unlimited.INSTANCE,
                    _ -> Mono.just(new KycTiers.Standing(KycTier.DOCUMENTED, NOW)),
                    world,
                    world.restricted::contains,
                    movements -> {
                        world.movements.addAll(movements);
                        return Optional.empty();
                    }),
            world,
            Clock.fixed(NOW, ZoneOffset.UTC));

    private static Arrival fresh(String sender) {
        return new Arrival(
                KEY,
                new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0500L),
                RECEIVER,
                new Sender(sender, "4000", "KZ", null, null, "N1"),
                new Money(1_234, Asset.USD),
                new Money(14_685_000, Asset.UZS),
                new BigDecimal("119.0000"),
                NOW,
                NOW.plusSeconds(1_200),
                new State.Approved(),
                1);
    }

    private Told keep() {
        return told(take.keep(fresh("TESTOV IVAN")));
    }

    private Told confirm() {
        return told(take.confirm(KEY));
    }

    private static Told told(Mono<Told> mono) {
        return mono.blockOptional().orElseThrow();
    }

    private static Told no(No why) {
        return new Told.Not(why);
    }

    private State state() {
        return world.stored.get(KEY).state();
    }

    @Test
    void aConfirmationHasItsEffectOnce() {
        assertThat(keep()).isEqualTo(new Told.Is(fresh("TESTOV IVAN")));
        assertThat(confirm()).isInstanceOf(Told.Is.class);
        assertThat(confirm()).isEqualTo(no(No.NOT_APPROVED));

        assertThat(world.transfers).hasSize(2);
        assertThat(world.events).containsExactly("arrival.completed");
        assertThat(world.movements).extracting(Movement::country).containsExactly("KZ");
    }

    @Test
    void aListedSenderOrReceiverIsRefusedAndNothingIsKept() {
        assertThat(told(take.keep(fresh("LISTED IVAN")))).isEqualTo(no(No.SENDER_LISTED));
        world.name = "LISTED ANVAR";
        assertThat(keep()).isEqualTo(no(No.RECEIVER_LISTED));

        assertThat(world.stored).isEmpty();
        assertThat(world.entries).isZero();
    }

    @Test
    void whoeverIsListedMeanwhileGetsNothing() {
        keep();
        world.name = "LISTED ANVAR";

        assertThat(confirm()).isInstanceOf(Told.Is.class);
        assertThat(state()).isEqualTo(new State.Failed(NOW, No.RECEIVER_LISTED));
        assertThat(world.transfers).isEmpty();
        assertThat(world.events).containsExactly("arrival.failed");
    }

    @Test
    void aReceiverWhomTheBankOrTheStateStopsGetsNothing() {
        world.restricted.add(RECEIVER);
        assertThat(keep()).isEqualTo(no(No.RECEIVER_LISTED));
        world.restricted.clear();
        world.ordered = true;
        assertThat(keep()).isEqualTo(no(No.RECEIVER_LISTED));
        world.ordered = false;
        keep();
        world.restricted.add(RECEIVER);
        confirm();

        assertThat(state()).isEqualTo(new State.Failed(NOW, No.STOPPED));
        assertThat(world.transfers).isEmpty();
    }

    @Test
    void anOrderThatComesInTheLastMomentIsKept() {
        keep();
        world.refusals.add(new RestrictionRefusal(order()));
        confirm();

        assertThat(state()).isEqualTo(new State.Failed(NOW, No.STOPPED));
    }

    @Test
    void whatALimitLeavesNoRoomForIsNotKept() {
        world.refusals.add(new LimitRefusal("abroad", 1, true, 0, Asset.UZS, NOW, null));

        assertThat(keep()).isEqualTo(no(No.TOO_MUCH));
        assertThat(world.stored).isEmpty();
        assertThat(keep()).isInstanceOf(Told.Is.class);
    }

    @Test
    void withoutFundsItFailsForGood() {
        keep();
        world.refusals.add(new TransferRefusal(new TransferId(new UUID(1, 1)), Reason.INSUFFICIENT_FUNDS));

        assertThat(confirm()).isInstanceOf(Told.Is.class);
        assertThat(state()).isEqualTo(new State.Failed(NOW, No.NO_FUNDS));
        assertThat(confirm()).isEqualTo(no(No.NOT_APPROVED));
        assertThat(world.transfers).isEmpty();
    }

    @Test
    void whoeverLosesARaceLooksAgain() {
        keep();
        world.refusals.add(new WriteArrival.ArrivalMoved());

        assertThat(confirm()).isInstanceOf(Told.Is.class);
        assertThat(state()).isInstanceOf(State.Succeeded.class);
    }

    @Test
    void afterSilenceTheStatusTellsAndAConfirmationMayBeRepeated() {
        keep();
        world.silent = true;
        assertThatThrownBy(this::confirm).hasMessageContaining("silent");
        assertThat(state()).isEqualTo(new State.Approved());
        world.silent = false;

        assertThat(confirm()).isInstanceOf(Told.Is.class);
        assertThat(world.transfers).hasSize(2);
    }

    @Test
    void nobodyHeardOfItYet() {
        assertThat(confirm()).isEqualTo(no(No.UNKNOWN));
        keep();
        assertThat(keep()).isEqualTo(no(No.EXISTS));
    }

    private static Restriction order() {
        return new Restriction("o-1", new Subject(Subject.Kind.CUSTOMER, RECEIVER.value()), NOW, Instant.MAX);
    }

    /** Everything around, in memory. */
    private static final class World implements Arrivals, Journal, ScreenPayment, Identities, Restrictions {

        final Map<ArrivalKey, Arrival> stored = new HashMap<>();
        final Set<CustomerId> restricted = new HashSet<>();
        final Deque<Refusal> refusals = new ArrayDeque<>();
        final List<PostTransfers.Transfer> transfers = new ArrayList<>();
        final List<String> events = new ArrayList<>();
        final List<Movement> movements = new ArrayList<>();
        String name = "KARIMOV ANVAR";
        boolean ordered;
        boolean silent;
        int entries;

        @Override
        public Mono<Optional<Arrival>> find(ArrivalKey key) {
            return Mono.fromSupplier(() -> Optional.ofNullable(stored.get(key)));
        }

        @Override
        public Mono<Page> page(Question question) {
            return Mono.just(new Page(List.copyOf(stored.values()), stored.size()));
        }

        @Override
        public Flux<Arrival> due(Instant now, int limit) {
            return Flux.fromIterable(stored.values());
        }

        @Override
        public Mono<Decision> commit(Entry entry) {
            return Mono.fromSupplier(() -> {
                if (silent) {
                    throw JournalProblem.UNAVAILABLE.because("silent");
                }
                if (!refusals.isEmpty()) {
                    return new Decision.Refused(refusals.poll());
                }
                entries++;
                entry.parts().forEach(this::apply);
                return Decision.COMMITTED;
            });
        }

        private void apply(Part part) {
            switch (part) {
                case WriteArrival(var it) -> stored.put(it.key(), it);
                case PostTransfers(var more) -> transfers.addAll(more);
                case Announce(var more) -> more.forEach(event -> events.add(event.type()));
                default -> assertThat(part).isInstanceOf(Unless.class);
            }
        }

        @Override
        public PaymentScreening of(@Nullable Party payer, @Nullable Party payee) {
            boolean listed = payer != null && payer.name().startsWith("LISTED");
            return new PaymentScreening(listed ? Outcome.REVIEW : Outcome.CLEAR, List.of(), "test", 1, Map.of(), NOW);
        }

        @Override
        public boolean isIdle() {
            return false;
        }

        @Override
        public Mono<Optional<Identity>> find(CustomerId customer) {
            return Mono.fromSupplier(() -> Optional.of(new Identity(
                    customer,
                    1,
                    name,
                    java.time.LocalDate.of(1990, 3, 14),
                    "UZ",
                    gateway.customers.Pinfl.parse("31403901231005").orElseThrow(),
                    List.of())));
        }

        @Override
        public Flux<Identity> page(int shard, @Nullable CustomerId after, int size) {
            return Flux.empty();
        }

        @Override
        public Flux<Identity> unseen(int size) {
            return Flux.empty();
        }

        @Override
        public Mono<Void> seen(Identity identity) {
            return Mono.empty();
        }

        @Override
        public Mono<Optional<Restriction>> of(List<Subject> subjects) {
            return Mono.fromSupplier(() -> ordered ? Optional.of(order()) : Optional.empty());
        }

        @Override
        public Part unless(List<Subject> subjects) {
            return new Unless(subjects);
        }
    }

    /** Holds unless one of these is stopped. */
    private record Unless(List<Subject> subjects) implements Part {}
}
