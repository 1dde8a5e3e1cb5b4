package gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.Scheme;
import gateway.compliance.UnrestrictedCustomers;
import gateway.customers.KycTier;
import gateway.fraud.Subject;
import gateway.inbound.Arrival.State;
import gateway.inbound.ArrivalWorld.Unless;
import gateway.inbound.CountedUses.Arrived;
import gateway.inbound.CountedUses.GivenBack;
import gateway.inbound.CountedUses.Taken;
import gateway.limits.Circumstances;
import gateway.limits.Use;
import gateway.payments.Onward;
import gateway.rulebook.Operation;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CardId;
import gateway.shared.ids.IssuedCardId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Asset;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What each step of an arrival asks and counts in its own entry: only that is exact. */
class ArrivalChecksTest {

    private static final CardId CARD = new CardId(new UUID(4, 0x200));
    private static final Subject CUSTOMER = new Subject(Subject.Kind.CUSTOMER, TakeArrivalsTest.RECEIVER.value());
    private static final Subject ACCOUNT = new Subject(
            Subject.Kind.ACCOUNT,
            AccountId.of(TakeArrivalsTest.RECEIVER.value(), Asset.UZS).value());

    private final ArrivalWorld world = new ArrivalWorld();
    private final TakeArrivals take = world.take(Clock.fixed(TakeArrivalsTest.NOW, ZoneOffset.UTC));

    private static Arrival fresh(String sender, Into into) {
        var it = TakeArrivalsTest.fresh(sender);
        return new Arrival(
                it.key(),
                it.id(),
                it.receiver(),
                into,
                it.sender(),
                it.sent(),
                it.received(),
                it.rate(),
                it.checkedAt(),
                it.expiresAt(),
                it.state(),
                it.version());
    }

    private Arrival kept(String sender, Into into) {
        var it = fresh(sender, into);
        assertThat(take.keep(it).block()).isEqualTo(new Told.Is(it));
        return it;
    }

    private void confirm(Arrival it) {
        assertThat(take.confirm(it.key()).block()).isInstanceOf(Told.Is.class);
    }

    private static Use use(Arrival it, CardId card, String rail) {
        int tier = KycTier.DOCUMENTED.level();
        var under = new Circumstances(tier, null, "KZ", "partner", tier);
        return new Use(
                it.id(),
                it.checkedAt(),
                it.received(),
                it.receiver(),
                Operation.ARRIVAL,
                card,
                rail,
                it.receiver().value(),
                null,
                under,
                it.receiver(),
                false);
    }

    @Test
    void itCountsOnceAndArrives() {
        var it = kept("TESTOV IVAN", new Into.Wallet());
        confirm(it);

        var not = new Unless(List.of(CUSTOMER, ACCOUNT));
        var nor = new UnrestrictedCustomers(List.of(it.receiver()));
        assertThat(world.asked)
                .containsExactly(
                        not, nor, new Taken(use(it, null, null)), not, nor, new Arrived(new PaymentId(it.id())));
    }

    @Test
    void forALinkedCardItCountsForTheCardToo() {
        var onward = Onward.announced(new PaymentId(new UUID(5, 0x200)));
        var it = kept("TESTOV IVAN", new Into.LinkedCard(CARD, Scheme.HUMO, onward));

        assertThat(world.asked)
                .containsExactly(
                        new Unless(List.of(CUSTOMER, ACCOUNT)),
                        new UnrestrictedCustomers(List.of(it.receiver())),
                        new Taken(use(it, CARD, Scheme.HUMO.rail())));
    }

    @Test
    void anOrderAboutACardOfOursStopsWhatComesForIt() {
        var card = new IssuedCardId(new UUID(6, 0x200));
        kept("TESTOV IVAN", new Into.IssuedCard(card));

        assertThat(world.asked)
                .contains(new Unless(List.of(CUSTOMER, ACCOUNT, new Subject(Subject.Kind.ISSUED_CARD, card.value()))));
    }

    @Test
    void whatFailsCountsNoMore() {
        var it = kept("TESTOV IVAN", new Into.Wallet());
        world.asked.clear();
        world.restricted.add(it.receiver());
        confirm(it);

        assertThat(world.stored.get(it.key()).state()).isInstanceOf(State.Failed.class);
        assertThat(world.asked).containsExactly(new GivenBack(new PaymentId(it.id())));
    }

    @Test
    void whatWaitsForPeopleStillCounts() {
        var it = kept("ALIKE IVAN", new Into.Wallet());
        world.asked.clear();
        confirm(it);

        assertThat(world.stored.get(it.key()).state()).isInstanceOf(State.InReview.class);
        assertThat(world.asked)
                .containsExactly(
                        new Unless(List.of(CUSTOMER, ACCOUNT)), new UnrestrictedCustomers(List.of(it.receiver())));
    }
}
