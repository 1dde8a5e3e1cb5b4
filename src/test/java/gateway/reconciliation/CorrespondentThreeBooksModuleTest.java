package gateway.reconciliation;

import static gateway.reconciliation.ReconciliationRig.done;
import static gateway.reconciliation.ReconciliationRig.get;
import static gateway.reconciliation.ReconciliationRig.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.ledger.SystemAccounts;
import gateway.reconciliation.Breaks.State;
import gateway.rulebook.BankTime;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** Three books of a correspondent in a real database: every falsehood is found, and whose it is. */
class CorrespondentThreeBooksModuleTest {

    private static final int ROUNDS = 4;

    @Test
    void everyFalsehoodIsFoundWithTheBookThatIsAlone() {
        var world = new AbroadDay(200, ROUNDS);
        try (var rig = new ReconciliationRig(new Generated(21, 5, 0))) {
            fill(rig, world);
            add(rig, Book.THEIRS, world.theirs());
            add(rig, Book.BANK, world.owed());
            run(rig);

            assertThat(open(rig))
                    .as("half of what the bank says is not held against anybody")
                    .isNotEmpty()
                    .allMatch(it -> it.contains(" theirs unknown "));

            add(rig, Book.BANK, world.lying());
            run(rig);

            assertThat(open(rig)).isEqualTo(world.expected);
            assertThat(alone(rig, Alone.OURS)).isEqualTo(2 * 2 * ROUNDS);
            assertThat(alone(rig, Alone.UNKNOWN)).isZero();

            add(rig, Book.THEIRS, world.theirsNextDay());
            add(rig, Book.BANK, world.lyingNextDay());
            add(rig, Book.BANK, world.owedNextDay());
            run(rig);

            var left = new TreeSet<>(world.expected);
            left.removeAll(world.closeNextDay);
            assertThat(open(rig)).isEqualTo(left);
        }
    }

    @Test
    void whatOnlyWeDidNotKnowIsRepairedAndTheBankAgreesWithIt() {
        var world = new AbroadDay(5, 1);
        try (var rig = new ReconciliationRig(new Generated(22, 5, 0))) {
            fill(rig, world);
            add(rig, Book.THEIRS, world.theirs());
            add(rig, Book.BANK, world.owed());
            add(rig, Book.BANK, world.lying());
            run(rig);
            var ours = breaks(rig).stream()
                    .filter(it -> it.found().alone() == Alone.OURS
                            && it.found().against() == Book.THEIRS
                            && it.found().kind() == BreakKind.MISSING_HERE)
                    .findFirst()
                    .orElseThrow();
            assertThat(ours.found().proposal()).contains("suspense").contains("the bank agree: correct ours");

            var act =
                    get(rig.acts().propose("repair-break", BreakId.text(ours.id()), "Their charge", staff("dilnoza")));
            get(rig.acts().approve(act.id(), "Seen", staff("rustam")));
            done(rig.node.bean(PostRepairs.class).round());
            run(rig);

            assertThat(open(rig)).noneMatch(it -> it.endsWith(ours.found().item()));
            assertThat(rig.count("select count(*) from ledger.transfer t join ledger.account a on a.id = t.credit"
                            + " where t.purpose = 6 and a.label = 'nostro:debk' and t.asset = 'USD'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void whoCannotCountBreaksShowsNoNumber() {
        try (var rig = new ReconciliationRig(new Generated(24, 5, 0))) {
            assertThat(alone(rig, Alone.OURS)).isZero();

            rename(rig, "break", "away");
            assertThatThrownBy(() -> alone(rig, Alone.OURS)).hasMessageContaining("break");
            assertThat(shownAlone(rig, Alone.OURS)).isNaN();

            rename(rig, "away", "break");
            assertThat(alone(rig, Alone.OURS)).isZero();
        }
    }

    private static void rename(ReconciliationRig rig, String table, String other) {
        done(rig.node
                .bean(DatabaseClient.class)
                .sql("alter table reconciliation.%s rename to %s".formatted(table, other))
                .then());
    }

    @Test
    void oneStatementOfTwoIsNotAllThatTheBankHasToTell() {
        var world = new AbroadDay(5, 1);
        try (var rig = new ReconciliationRig(new Generated(23, 5, 0))) {
            toldUntil(rig);
            done(rig.node
                    .bean(DatabaseClient.class)
                    .sql("update reconciliation.expected set since = date '2026-02-01'")
                    .then());

            add(rig, Book.BANK, world.owed());
            assertThat(toldUntil(rig)).as("the other is late").isEqualTo(LocalDate.of(2026, 2, 1));

            add(rig, Book.BANK, world.lying());
            assertThat(toldUntil(rig)).isEqualTo(Generated.DAY);
        }
    }

    private static LocalDate toldUntil(ReconciliationRig rig) {
        done(rig.node.bean(WatchFiles.class).round());
        var end = rig.node
                .bean(MeterRegistry.class)
                .get("oqim_reconciliation_told_until_seconds")
                .tags("counterparty", "debk-usd", "book", "bank")
                .gauge()
                .value();
        return LocalDate.ofInstant(Instant.ofEpochSecond(Math.round(end)), BankTime.ZONE)
                .minusDays(1);
    }

    private static double alone(ReconciliationRig rig, Alone who) {
        done(rig.node.bean(CountBreaks.class).round());
        return shownAlone(rig, who);
    }

    private static double shownAlone(ReconciliationRig rig, Alone who) {
        return rig.node
                .bean(MeterRegistry.class)
                .get("oqim_reconciliation_alone_breaks")
                .tags("counterparty", "debk-usd", "book", who.code())
                .gauge()
                .value();
    }

    private static Counterparty debk(ReconciliationRig rig) {
        return rig.node.bean(Counterparties.class).find("debk-usd").orElseThrow();
    }

    private static void add(ReconciliationRig rig, Book book, String text) {
        get(rig.node
                .bean(ImportFile.class)
                .add(new ImportFile.Upload(
                        debk(rig), book, true, null, null, "dilnoza", ReconciliationRig.file(text))));
    }

    private static void run(ReconciliationRig rig) {
        get(rig.node.bean(Reconcile.class).run(debk(rig)));
    }

    private static List<Breaks.Stored> breaks(ReconciliationRig rig) {
        return get(rig.node
                .bean(Breaks.class)
                .list(new Breaks.Filter("debk-usd", null, State.OPEN, null, null, null), 10_000));
    }

    private static TreeSet<String> open(ReconciliationRig rig) {
        var open = new TreeSet<String>();
        for (var it : breaks(rig)) {
            var found = it.found();
            var said = AbroadDay.said(found.kind(), found.against(), found.alone(), found.item());
            assertThat(open.add(said)).as(said).isTrue();
        }
        return open;
    }

    private static void fill(ReconciliationRig rig, AbroadDay world) {
        try (var connection = rig.database.jdbc()) {
            try (var accounts = connection.prepareStatement("""
                    insert into ledger.account (shard, id, owner, asset, kind, label, opened_at)
                    values (?, ?, ?, 'USD', 3, ?, now())
                    """)) {
                for (int shard = 0; shard < TimeOrderedIds.SHARDS; shard++) {
                    for (var label : List.of("fx-position", "correspondent:debk", "nostro:debk", "treasury")) {
                        accounts.setInt(1, shard);
                        accounts.setObject(2, account(label).apply(shard).value());
                        accounts.setObject(3, account(label).apply(shard).value());
                        accounts.setString(4, label);
                        accounts.addBatch();
                    }
                }
                accounts.executeBatch();
            }
            try (var transfers = connection.prepareStatement("""
                    insert into ledger.transfer (shard, id, kind, debit, credit, debit_kind, credit_kind, amount_minor,
                                                 asset, purpose, reference, created_at)
                    values (?, ?, 1, ?, ?, 3, 3, ?, 'USD', ?, ?, cast(? as timestamptz))
                    """)) {
                for (var it : world.ledger) {
                    int shard = TimeOrderedIds.shardOf(it.reference());
                    transfers.setInt(1, shard);
                    transfers.setObject(2, it.id());
                    transfers.setObject(3, account(it.debit()).apply(shard).value());
                    transfers.setObject(4, account(it.credit()).apply(shard).value());
                    transfers.setLong(5, it.minor());
                    transfers.setInt(6, it.purpose());
                    transfers.setObject(7, it.reference());
                    transfers.setString(8, it.at().toString());
                    transfers.addBatch();
                }
                transfers.executeBatch();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IntFunction<AccountId> account(String label) {
        return shard -> switch (label) {
            case "fx-position" -> SystemAccounts.exchangePosition(Asset.USD, shard);
            case "correspondent:debk" -> SystemAccounts.correspondent("debk", Asset.USD, shard);
            case "nostro:debk" -> SystemAccounts.nostro("debk", Asset.USD, shard);
            default -> SystemAccounts.treasury(Asset.USD, shard);
        };
    }
}
