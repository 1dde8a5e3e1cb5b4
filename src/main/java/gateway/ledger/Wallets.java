package gateway.ledger;

import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What a customer has with us: one account per asset they ever used. */
@Component
public class Wallets {

    // The ids follow from the owner, so no index by owner is needed.
    private static final String BALANCES = """
            select id, asset, credits_posted - debits_posted, debits_pending
              from ledger.account
             where shard = :shard and id = any(:ids) and kind = 1
             order by array_position(:ids, id)
            """;

    private final DatabaseClient database;

    Wallets(DatabaseClient database) {
        this.database = database;
    }

    /** In the order of {@link Asset#all}; an asset without an account is left out. */
    public Flux<Balance> balances(CustomerId owner) {
        return database.sql(BALANCES)
                .bind("shard", (short) owner.shard())
                .bind("ids", accounts(owner))
                .map(Wallets::balance)
                .all();
    }

    private static UUID[] accounts(CustomerId owner) {
        return Asset.all().stream()
                .map(asset -> AccountId.of(owner.value(), asset).value())
                .toArray(UUID[]::new);
    }

    private static Balance balance(Readable row) {
        var asset = Asset.of(Objects.requireNonNull(row.get(1, String.class)));
        return new Balance(
                new AccountId(Objects.requireNonNull(row.get(0, UUID.class))),
                new Money(Objects.requireNonNull(row.get(2, Long.class)), asset),
                new Money(Objects.requireNonNull(row.get(3, Long.class)), asset));
    }
}
