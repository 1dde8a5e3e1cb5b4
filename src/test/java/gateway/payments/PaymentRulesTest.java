package gateway.payments;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.Scheme;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.Payments.Order;
import gateway.payments.Payments.Origin;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.problems.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be paid, whoever asks for it. */
class PaymentRulesTest {

    /** A correspondent keeps its charges, so what comes back is a part; operators give back all or nothing. */
    @ParameterizedTest
    @EnumSource(Scheme.class)
    void onlyCardsThatTakeAPartBackPayForWhatIsSentAbroad(Scheme scheme) {
        var abroad = Examples.remittance(Examples.WAITING);
        var card = new Source.OwnCard(new CardId(Examples.IDS.next(3)), scheme, "860049******0000");

        assertThat(PaymentRules.refusal(order(abroad, card, abroad.destination()))
                        .map(ProblemException::type)
                        .orElse(null))
                .isEqualTo(scheme.isOperator() ? PaymentProblem.SOURCE_INVALID : null);
        var shop = Examples.cardToMerchant(Examples.WAITING).destination();
        assertThat(PaymentRules.refusal(order(abroad, card, shop))).isEmpty();
    }

    private static Order order(Payment payment, Source source, Destination destination) {
        return new Order(
                new CustomerId(Examples.IDS.next(3)),
                "key-12345678",
                new byte[0],
                payment.amount(),
                source,
                destination,
                Origin.of(new DeviceId(Examples.IDS.next(3))));
    }
}
