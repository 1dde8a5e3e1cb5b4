package gateway.operators.payme;

import gateway.operators.PaidFor;
import gateway.operators.payme.PaymeResponseCodes.Refusal;
import gateway.shared.money.Money;
import java.time.Instant;

/** What Payme asks. */
sealed interface PaymeMessage {

    /** @param field the account's field that says what is paid for; {@code text} is the account as it came */
    record Account(PaidFor paidFor, String field, String text) {}

    record CheckPerform(Money amount, Account account) implements PaymeMessage {}

    record Create(String id, Instant time, Money amount, Account account) implements PaymeMessage {}

    record Perform(String id) implements PaymeMessage {}

    record Cancel(String id, int reason) implements PaymeMessage {}

    record Check(String id) implements PaymeMessage {}

    record Statement(Instant from, Instant to) implements PaymeMessage {}

    /** @param type {@code PERFORM} or {@code CANCEL} */
    record FiscalData(String id, String type, String document) implements PaymeMessage {}

    record ChangePassword(String password) implements PaymeMessage {

        @Override
        public String toString() {
            return "ChangePassword[***]";
        }
    }

    /** It is none of these. */
    record Unfit(Refusal refusal) implements PaymeMessage {}
}
