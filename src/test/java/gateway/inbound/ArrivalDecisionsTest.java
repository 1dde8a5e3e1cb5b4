package gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.fraud.RestrictionRefusal;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.ledger.TransferRefusal;
import gateway.ledger.TransferRefusal.Reason;
import gateway.limits.LimitRefusal;
import gateway.payments.decisions.RecordDecision;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Why money from abroad was let in or not: one decision for each time that somebody decided. */
class ArrivalDecisionsTest {

    private static final ArrivalKey KEY = new ArrivalKey(new PartnerId(new UUID(1, 0x100)), "a1");
    private static final String CLEAR = "compliance, restriction-order, screening test 1, screening test 1";

    private final ArrivalWorld world = new ArrivalWorld();
    private final TakeArrivals take = world.take(Clock.fixed(TakeArrivalsTest.NOW, ZoneOffset.UTC));

    private void keep(String sender) {
        take.keep(TakeArrivalsTest.fresh(KEY, sender)).block();
    }

    private void confirm() {
        take.confirm(KEY).block();
    }

    private List<String> told() {
        return world.trail.stream()
                .map(it -> it.step() + " " + it.outcome().code() + " "
                        + it.judgements().stream()
                                .map(ArrivalDecisionsTest::line)
                                .toList())
                .toList();
    }

    private static String line(Judgement it) {
        return it.check() + (it.rule() == null ? "" : " " + it.rule() + " " + it.version());
    }

    @Test
    void itIsDecidedWhenItIsCheckedAndWhenItIsConfirmed() {
        keep("TESTOV IVAN");
        confirm();

        assertThat(told()).containsExactly("1 allowed [" + CLEAR + ", limits]", "2 allowed [" + CLEAR + "]");
        assertThat(world.trail.getFirst().judgements().getLast().inputs())
                .containsEntry("operation", "arrival")
                .containsEntry("country", "KZ")
                .containsEntry("minor", "14685000");
        assertThat(world.trail.toString()).doesNotContain("TESTOV").doesNotContain("KARIMOV");
    }

    @Test
    void whatIsRefusedAtOnceIsKeptThoughTheArrivalIsNot() {
        keep("LISTED IVAN");
        world.refusals.add(new LimitRefusal("abroad", 4, true, 0, Asset.UZS, TakeArrivalsTest.NOW, null));
        keep("TESTOV IVAN");
        world.ordered = true;
        keep("TESTOV IVAN");

        assertThat(told())
                .containsExactly(
                        "1 refused [compliance, restriction-order, screening test 1]",
                        "1 refused [" + CLEAR + ", limits abroad 4]",
                        "1 refused [restriction-order o-1 0]");
        assertThat(world.stored).isEmpty();
    }

    @Test
    void whatSpeaksAgainstAConfirmationIsNamed() {
        keep("TESTOV IVAN");
        world.refusals.add(new RestrictionRefusal(ArrivalWorld.order()));
        confirm();

        assertThat(told()).last().isEqualTo("2 refused [" + CLEAR + ", restriction-order o-1 0]");
    }

    @Test
    void soAreTheBooks() {
        keep("TESTOV IVAN");
        world.refusals.add(new TransferRefusal(new TransferId(new UUID(1, 1)), Reason.INSUFFICIENT_FUNDS));
        confirm();

        assertThat(told()).last().isEqualTo("2 refused [" + CLEAR + ", books insufficient_funds 0]");
    }

    @Test
    void peopleDecideLast() {
        keep("ALIKE IVAN");
        confirm();
        decided(true);

        assertThat(told())
                .containsExactly(
                        "1 allowed [" + CLEAR + ", limits]",
                        "2 review [" + CLEAR + "]",
                        "3 allowed [review, compliance, restriction-order]");
        assertThat(reviewed().judgements().getFirst().inputs())
                .containsEntry("by", "dilnoza")
                .containsEntry("reason", "looked at");
    }

    @Test
    void orOneOfThemRefusesIt() {
        keep("ALIKE IVAN");
        confirm();
        decided(false);
        assertThat(reviewed().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(reviewed().judgements()).extracting(Judgement::check).containsExactly("review");
    }

    @Test
    void whoseTimeIsOverWasDecidedByNobody() {
        keep("TESTOV IVAN");
        var late = world.take(Clock.fixed(TakeArrivalsTest.NOW.plusSeconds(1_200), ZoneOffset.UTC));
        late.confirm(KEY).block();

        assertThat(told()).hasSize(1);
    }

    private RecordDecision reviewed() {
        return world.trail.getLast();
    }

    private void decided(boolean released) {
        var it = world.stored.get(KEY);
        world.decide(new ArrivalReviews.Decided(it.id(), released, null, "dilnoza", "looked at"))
                .block();
        world.take(Clock.fixed(TakeArrivalsTest.DECIDED, ZoneOffset.UTC))
                .end(it)
                .block();
    }
}
