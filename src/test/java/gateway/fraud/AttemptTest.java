package gateway.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.fraud.Attempt.Payer;
import gateway.fraud.Subject.Kind;
import gateway.shared.ids.AccountId;
import gateway.shared.money.Asset;
import org.junit.jupiter.api.Test;

/** What an order of the state can stop of an attempt. */
class AttemptTest {

    private static final Attempt BY_CARD = Attempts.usual();
    private static final Subject CUSTOMER =
            new Subject(Kind.CUSTOMER, BY_CARD.payer().customer().value());
    private static final Subject DEVICE =
            new Subject(Kind.DEVICE, BY_CARD.device().id().value());

    @Test
    void theCustomerTheirDeviceAndTheCardThatPays() {
        var card = Attempts.id(4, 1);

        assertThat(BY_CARD.subjects()).containsExactlyInAnyOrder(CUSTOMER, DEVICE, new Subject(Kind.CARD, card));
    }

    @Test
    void orTheWalletThatPays() {
        var wallet = AccountId.of(CUSTOMER.id(), Asset.UZS);
        var payer = new Payer(BY_CARD.payer().customer(), BY_CARD.payer().since(), wallet);
        var byWallet = new Attempt(
                BY_CARD.payment(),
                BY_CARD.at(),
                BY_CARD.amount(),
                BY_CARD.operation(),
                BY_CARD.channel(),
                payer,
                BY_CARD.device(),
                null,
                BY_CARD.payee());

        assertThat(byWallet.subjects())
                .containsExactlyInAnyOrder(CUSTOMER, DEVICE, new Subject(Kind.ACCOUNT, wallet.value()));
    }
}
