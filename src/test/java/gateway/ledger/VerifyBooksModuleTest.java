package gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.OpenAccount.AccountKind;
import gateway.ledger.PostTransfers.Direct;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Part;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.Database;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** Whether a broken rule shows. */
class VerifyBooksModuleTest {

    // Everything at once: the wallet's owner is robbed behind the ledger's back, and a hold appears from nowhere.
    private static final List<String> VANDALISM = List.of(
            "alter table ledger.account drop constraint account_is_not_overdrawn",
            "update ledger.account set debits_posted = 101 where kind = 1",
            """
            insert into ledger.hold
            select 1, gen_random_uuid(), debit, credit, 5, 'UZS', 1, reference, 1, now() - interval '1 minute'
              from ledger.transfer
            """);

    /** More than a node has. */
    private static final int CONNECTIONS = 60;

    private final Database database = Stores.database();

    @Test
    void showsEveryBrokenRule() throws SQLException {
        try (var live = LiveBooks.start(database, "gateway.ledger.expiry-pause=1h")) {
            var wallet = fundedWallet(live);
            assertThat(report(live).isClean()).isTrue();

            for (var act : VANDALISM) {
                execute(act);
            }

            var report = report(live);
            assertThat(report.findings()).hasSize(6).noneMatch(VerifyBooks.Finding::isKept);
            assertThat(report.text())
                    .contains(
                            "BROKEN  No wallet and no merchant is below zero",
                            wallet.value().toString());
        }
    }

    /** One that keeps seeing an old picture would let its next user count what is long gone. */
    @Test
    void leavesItsConnectionAsItWas() {
        try (var live = LiveBooks.start(database, "gateway.ledger.expiry-pause=1h")) {
            report(live);

            var levels = Flux.range(0, CONNECTIONS)
                    .flatMap(_ -> isolation(live), CONNECTIONS)
                    .distinct()
                    .collectList()
                    .block();

            assertThat(levels).containsExactly("read committed");
        }
    }

    /** Of one connection, which it keeps for long enough that others get others. */
    private static Mono<String> isolation(LiveBooks live) {
        return live.bean(DatabaseClient.class)
                .sql("select current_setting('transaction_isolation') as level from pg_sleep(0.1)")
                .map(row -> Objects.requireNonNull(row.get("level", String.class)))
                .one();
    }

    private static AccountId fundedWallet(LiveBooks live) {
        var ids = live.bean(TimeOrderedIds.class);
        var owner = ids.next(1);
        var wallet = AccountId.of(owner, Asset.UZS);
        var source = SystemAccounts.clearing("test", Asset.UZS, 1);
        var amount = new Money(100, Asset.UZS);
        var id = new TransferId(ids.next(1));
        var funding = new Direct(id, source, wallet, amount, Purpose.PAYMENT, owner);
        commit(live, new OpenAccount(wallet, owner, Asset.UZS, AccountKind.WALLET));
        commit(live, new PostTransfers(List.of(funding)));
        return wallet;
    }

    private static void commit(LiveBooks live, Part part) {
        live.journal().commit(new Entry(1, Priority.NEW, List.of(part))).block();
    }

    private static VerifyBooks.Report report(LiveBooks live) {
        return Objects.requireNonNull(live.verify().verify().block());
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.jdbc();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
