package gateway.operators.click;

import gateway.shared.money.Money;
import java.time.Instant;

/**
 * What Click says, once its form is complete.
 *
 * @param payersNumber {@code click_paydoc_id}: what the payer is told that the payment is called
 * @param account {@code merchant_trans_id}: what is paid for
 * @param prepareId the number that we gave when it was prepared; 0 in a prepare
 * @param action 0 prepares, 1 completes
 * @param error below zero when the payment failed at Click or was called off there
 * @param signed everything that the signature covers, but for the secret, which stands between the two
 */
record ClickMessage(
        long transactionId,
        long serviceId,
        long payersNumber,
        String account,
        long prepareId,
        Money amount,
        int action,
        int error,
        Instant signedAt,
        Signed signed) {

    /** @param signature as it came, in hex */
    record Signed(String beforeSecret, String afterSecret, String signature) {}

    boolean prepares() {
        return action == 0;
    }
}
