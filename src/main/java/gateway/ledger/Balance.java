package gateway.ledger;

import gateway.shared.ids.AccountId;
import gateway.shared.money.Money;

/**
 * A credit balance: positive is money owed to the account's owner.
 *
 * @param posted credits minus debits
 * @param held pending debits
 */
public record Balance(AccountId account, Money posted, Money held) {

    public Money available() {
        return posted.minus(held);
    }
}
