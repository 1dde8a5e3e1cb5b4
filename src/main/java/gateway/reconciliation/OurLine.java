package gateway.reconciliation;

import gateway.shared.money.Asset;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A movement on a counterparty's account by our ledger.
 *
 * @param transfer of the ledger; the bank knows it as a document of that name
 * @param subject the payment or transaction, also for a refund of it
 * @param own how the counterparty was told to call it; null where it was never told
 * @param keys what else it may be called there
 * @param minor zero where nothing moved between us and the counterparty, and the bank has a document of it all the same
 * @param isFee whether it is a fee beside an amount
 */
public record OurLine(
        UUID transfer,
        UUID subject,
        @Nullable String own,
        List<String> keys,
        boolean debit,
        long minor,
        Asset asset,
        boolean isFee,
        Instant at) {

    public OurLine {
        keys = List.copyOf(keys);
    }

    /** Whether it is a line of our book, or only a name that the bank may use. */
    public boolean moved() {
        return minor > 0;
    }

    /** By what name the bank books it. */
    public String document() {
        return "doc_" + transfer;
    }
}
