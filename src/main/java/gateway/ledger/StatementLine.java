package gateway.ledger;

import gateway.shared.ids.AccountId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * One posted transfer as its account sees it.
 *
 * @param amount positive when money came in, negative when it left
 * @param after the posted balance with this line and everything older
 */
public record StatementLine(
        TransferId transfer,
        AccountId counterparty,
        Money amount,
        Money after,
        Purpose purpose,
        UUID reference,
        Instant at) {}
