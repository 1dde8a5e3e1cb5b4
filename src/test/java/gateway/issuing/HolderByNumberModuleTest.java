package gateway.issuing;

import static gateway.issuing.IssuingRig.card;
import static gateway.issuing.IssuingRig.here;
import static gateway.issuing.IssuingRig.ids;
import static gateway.issuing.IssuingRig.now;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.issuing.HolderByNumber.Payable;
import gateway.issuing.OrderCard.Order;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** To which of our cards money can be sent. */
class HolderByNumberModuleTest {

    @BeforeAll
    static void start() {
        IssuingRig.start();
    }

    @AfterAll
    static void stop() {
        IssuingRig.stop();
    }

    private static Optional<Payable> find(IssuedCard card) {
        return now(
                here.bean(HolderByNumber.class).find(IssuingFakes.number(card).reveal()));
    }

    private static List<Payable> of(CustomerId holder) {
        return now(here.bean(HolderByNumber.class).of(holder).collectList());
    }

    @Test
    void oneThatItsHolderPaysWithIsTheirs() {
        var card = card(0);
        var payable = new Payable(card.id(), card.owner(), Asset.UZS, card.masked());

        assertThat(find(card)).contains(payable);
        assertThat(of(card.owner())).containsExactly(payable);
        assertThat(now(here.bean(HolderByNumber.class).find("4000"))).isEmpty();
    }

    @Test
    void oneThatIsOnItsWayOrWasStoppedIsNobodys() {
        var owner = new CustomerId(ids().next(ids().anyShard()));
        var ordered = now(here.bean(OrderCard.class).order(new Order(owner, "by post", true, Asset.UZS)));
        var frozen = card(0);
        now(here.bean(ChangeCard.class).byHolder(frozen.owner(), frozen.id(), CardAction.FREEZE));
        var closed = card(0);
        now(here.bean(ChangeCard.class).byHolder(closed.owner(), closed.id(), CardAction.CLOSE));

        for (var card : List.of(ordered, frozen, closed)) {
            assertThat(find(card)).isEmpty();
            assertThat(of(card.owner())).isEmpty();
        }
        now(here.bean(ChangeCard.class).byHolder(frozen.owner(), frozen.id(), CardAction.UNFREEZE));
        assertThat(find(frozen)).isPresent();
    }
}
