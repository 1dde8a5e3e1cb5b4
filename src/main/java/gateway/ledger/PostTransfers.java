package gateway.ledger;

import gateway.platform.journal.Part;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Moves money between accounts. The transfers of one part are linked: all of them, or none. Later ones see earlier
 * ones. Refused with a {@link TransferRefusal} that names the transfer.
 */
public record PostTransfers(List<Transfer> transfers) implements Part {

    public PostTransfers {
        transfers = List.copyOf(transfers);
    }

    /** One step of money. Every transfer has one debit account, one credit account, one asset and a positive amount. */
    public sealed interface Transfer {
        TransferId id();
    }

    /**
     * Moves the amount at once.
     *
     * @param reference what the transfer is for, such as a payment's id
     */
    public record Direct(
            TransferId id, AccountId debit, AccountId credit, Money amount, Purpose purpose, UUID reference)
            implements Transfer {}

    /** Reserves the amount; it leaves the debit account's available balance now and moves when posted. */
    public record Pending(
            TransferId id,
            AccountId debit,
            AccountId credit,
            Money amount,
            Purpose purpose,
            UUID reference,
            Instant expiresAt)
            implements Transfer {}

    /** Moves a pending amount in full or in part; the rest is released. */
    public record Post(TransferId id, TransferId pending, Money amount) implements Transfer {}

    /** Releases a pending amount. */
    public record Release(TransferId id, TransferId pending) implements Transfer {}
}
