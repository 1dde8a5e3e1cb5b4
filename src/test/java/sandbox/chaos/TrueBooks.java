package sandbox.chaos;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import sandbox.books.BookEntry;
import sandbox.embedded.Database;
import sandbox.mobile.Device;
import sandbox.mobile.MobileApp;

/**
 * A small bank of which everything is true: one thing of each kind in a database, what the rails wrote down about it,
 * and what customers were told. Whoever wants to be found out changes one of the three.
 *
 * <p>Everything is written over one connection, and what is true in one transaction: PostgreSQL starts a process for
 * every connection, which costs it what a hundred rows do.
 */
final class TrueBooks implements AutoCloseable {

    static final String ALICE = uuid("c1");
    static final String MERCHANT = uuid("d1");
    static final String CHARGED = uuid("01");
    static final String FROM_WALLET = uuid("02");
    static final String CARD_TO_CARD = uuid("03");
    static final String TOPPED_UP = uuid("04");
    static final String DECLINED = uuid("05");
    static final String REVERSED = uuid("06");
    static final String BY_VISA = uuid("07");
    static final String REFUND = uuid("11");
    static final String TOP_UP = uuid("21");
    static final String INVOICE = uuid("22");
    static final String CARD_TOP_UP = uuid("23");
    static final String ARRIVAL = uuid("31");
    static final String CARD_ARRIVAL = uuid("34");
    static final String REMITTANCE = uuid("41");

    private static final String CARD = "860000******0001";
    private static final List<String> HOUSE = List.of(
            "clearing:uzcard", "clearing:humo", "clearing:visa", "transit", "operator:PAYME", "suspense", "nostro");

    final Map<String, List<BookEntry>> rails = new TreeMap<>();
    final List<Told> told = new ArrayList<>();
    private static final List<String> TABLES = List.of(
            "ledger.account",
            "ledger.transfer",
            "ledger.hold",
            "payments.payment",
            "payments.refund",
            "platform.outbox",
            "operators.transaction",
            "inbound.arrival",
            "crossborder.remittance");

    private final Database database;
    private final Connection connection;
    private int transfers;

    /** Begins anew in a database that somebody may have falsified. */
    TrueBooks(Database database) throws SQLException {
        this.database = database;
        this.connection = database.jdbc();
        // Whoever falsifies the books owns the database.
        sql("set session_replication_role = replica");
        connection.setAutoCommit(false);
        TABLES.forEach(table -> sql("delete from " + table));
        // The server itself forbids some falsehoods, and the judge must not rest on that.
        sql("alter table ledger.account drop constraint if exists account_is_not_overdrawn");
        accounts();
        payments();
        others();
        connection.setAutoCommit(true);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    static String uuid(String end) {
        return "00000000-0000-7000-8000-0000000000" + end;
    }

    Set<String> brokenRules() {
        try {
            var broken = new java.util.TreeSet<String>();
            var verdict = Judge.of(database, told).judge(new RailBooks(rails));
            verdict.counts().forEach((rule, found) -> {
                if (found > 0) {
                    broken.add(rule);
                }
            });
            return broken;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Collection<String> rules() {
        try {
            return Judge.of(database, told).judge(new RailBooks(rails)).counts().keySet();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void sql(String statement, Object... values) {
        try (var prepared = connection.createStatement()) {
            prepared.execute(statement.formatted(values));
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** Money of nobody's payment. */
    void move(String from, String to, long minor) {
        move(from, to, minor, 6, uuid("a0"));
    }

    /** With the sums of both accounts; purpose 1 is a payment's first transfer. */
    void move(String from, String to, long minor, int purpose, String reference) {
        sql("""
                insert into ledger.transfer (shard, id, kind, debit, credit, debit_kind, credit_kind, amount_minor,
                                             asset, purpose, reference, created_at)
                select 0, '%s', 1, d.id, c.id, d.kind, c.kind, %d, 'UZS', %d, '%s', now()
                  from ledger.account d, ledger.account c where d.label = '%s' and c.label = '%s';
                update ledger.account set debits_posted = debits_posted + %2$d where label = '%5$s';
                update ledger.account set credits_posted = credits_posted + %2$d where label = '%6$s';
                """, "00000000-0000-7000-8000-%012d".formatted(++transfers), minor, purpose, reference, from, to);
    }

    /** A payment without events, in the first version. */
    void payment(String id, long minor, String from, String to, String status, String progress) {
        sql("""
                insert into payments.payment (shard, id, version, customer, idempotency_key, amount_minor, asset,
                                              refunded_minor, parties, status, progress, opened_at, final_by)
                values (0, '%s', 1, '%s', 'key %1$s', %d, 'UZS', 0, '{"from":%s,"to":%s}', '%s', '%s', now(), now())
                """, id, ALICE, minor, party(from), party(to), status, progress);
    }

    private static String party(String type) {
        return switch (type) {
            case "card" -> "{\"type\":\"card\",\"id\":\"crd_1\",\"masked\":\"%s\"}".formatted(CARD);
            case "merchant" -> "{\"type\":\"merchant\",\"id\":\"mer_%s\"}".formatted(MERCHANT);
            default -> "{\"type\":\"wallet\",\"id\":\"cus_%s\"}".formatted(ALICE);
        };
    }

    /** Somebody else's account instead, of the same kind and with all sums. */
    void confuse(String side, String payment, String from, String to) {
        sql("""
                update ledger.transfer set %1$s = (select id from ledger.account where label = '%4$s')
                 where reference = '%2$s' and purpose = 1;
                update ledger.account set %1$ss_posted = %1$ss_posted - amount
                  from (select amount_minor amount from ledger.transfer where reference = '%2$s' and purpose = 1) t
                 where label = '%3$s';
                update ledger.account set %1$ss_posted = %1$ss_posted + amount
                  from (select amount_minor amount from ledger.transfer where reference = '%2$s' and purpose = 1) t
                 where label = '%4$s';
                """, side, payment, from, to);
    }

    /** What a rail wrote down, written otherwise. */
    void rewrite(String rail, String reference, UnaryOperator<BookEntry> otherwise) {
        rails.get(rail).replaceAll(it -> it.reference().equals(reference) ? otherwise.apply(it) : it);
    }

    /** One after the other from the version that the first one names; a star is a version without an event. */
    void told(String table, String id, int first, String... types) {
        int version = first - 1;
        for (var type : types) {
            version++;
            if (!type.equals("*")) {
                sql("""
                        insert into platform.outbox (shard, id, subject, version, type, payload)
                        values (0, gen_random_uuid(), '%s', %d, '%s', '{}')
                        """, id, version, type);
            }
        }
        if (!table.isEmpty()) {
            sql("update %s set version = %d where id = '%s'", table, version, id);
        }
    }

    void book(String rail, String reference, String kind, long minor) {
        book(rail, reference, kind, minor, Map.of());
    }

    private void book(String rail, String reference, String kind, long minor, Map<String, String> facts) {
        rails.computeIfAbsent(rail, _ -> new ArrayList<>())
                .add(new BookEntry(reference, kind, minor, "UZS", CARD, "", facts));
    }

    /** To the owner of everything here. */
    void tell(String payment, String key, long minor, String status) {
        tell(payment, key, minor, status, "");
    }

    /** @param body what they had asked for */
    void tell(String payment, String key, long minor, String status, String body) {
        var phone = new MobileApp(URI.create("http://localhost"), URI.create("http://localhost"), Device.fresh(), null);
        phone.use(new MobileApp.Tokens("", "", "", "cus_" + ALICE));
        var order = new Order(new Customer("", List.of(phone), Map.of()), key, "", minor, body, false);
        told.add(new Told(order, "pay_" + payment, status, order.amount(), ""));
    }

    /** From a card to a merchant. */
    static String body(String card, String merchant) {
        return """
                {"source":{"type":"card","card":"%s"},"destination":{"type":"merchant","merchant":"%s"}}
                """.formatted(card, merchant);
    }

    private void accounts() {
        int number = 0;
        for (var label : HOUSE) {
            account("a" + number++, 3, label, "UZS", ALICE);
        }
        account("b0", 1, "wallet", "UZS", ALICE);
        account("b1", 2, "merchant", "UZS", MERCHANT);
        account("b2", 3, "dollars", "USD", ALICE);
        account("b3", 1, "other wallet", "UZS", uuid("c2"));
        account("b4", 2, "other merchant", "UZS", uuid("d2"));
    }

    private void account(String id, int kind, String label, String asset, String owner) {
        sql("""
                insert into ledger.account (shard, id, owner, asset, kind, label, opened_at)
                values (0, '%s', '%s', '%s', %d, '%s', now())
                """, uuid(id), owner, asset, kind, label);
    }

    private void payments() {
        move("clearing:visa", "wallet", 3_000, 1, TOPPED_UP);
        payment(TOPPED_UP, 3_000, "card", "wallet", "completed", debit("visa", "000001:1:r1:t"));
        paid(TOPPED_UP, "debiting", "debit_unknown", "*", "completed");
        book("visa", "000001:1:r1:t", "DEBIT", 3_000);

        move("clearing:uzcard", "merchant", 10_000, 1, CHARGED);
        payment(CHARGED, 10_000, "card", "merchant", "completed", debit("uzcard", "u1"));
        paid(CHARGED, "action_required", "debiting", "completed");
        book("uzcard", "u1", "DEBIT", 10_000);
        tell(CHARGED, "key " + CHARGED, 10_000, "completed");
        refund();

        move("wallet", "merchant", 500, 1, FROM_WALLET);
        payment(FROM_WALLET, 500, "wallet", "merchant", "completed", "{}");
        paid(FROM_WALLET, "completed");
        tell(FROM_WALLET, "key " + FROM_WALLET, 500, "completed");

        move("clearing:uzcard", "transit", 2_000, 1, CARD_TO_CARD);
        move("transit", "clearing:humo", 2_000, 2, CARD_TO_CARD);
        var legs = "{\"debit\":%s,\"credit\":%s}".formatted(leg("uzcard", "u3"), leg("humo", "h3"));
        payment(CARD_TO_CARD, 2_000, "card", "card", "completed", legs);
        paid(CARD_TO_CARD, "debiting", "crediting", "completed");
        book("uzcard", "u3", "DEBIT", 2_000);
        book("humo", "h3", "CREDIT", 2_000);

        payment(DECLINED, 100, "card", "merchant", "declined", "{\"reason\":\"INSUFFICIENT_FUNDS\"}");
        paid(DECLINED, "debiting", "declined");
        book("uzcard", "u5", "DECLINE", 100);

        move("clearing:uzcard", "transit", 700, 1, REVERSED);
        move("transit", "clearing:uzcard", 700, 3, REVERSED);
        payment(REVERSED, 700, "card", "card", "reversed", debit("uzcard", "u6"));
        paid(REVERSED, "debiting", "crediting", "reversing", "reversed");
        book("uzcard", "u6", "DEBIT", 700);
        book("uzcard", "u6", "REVERSAL", 700);

        move("clearing:visa", "merchant", 900, 1, BY_VISA);
        payment(BY_VISA, 900, "card", "merchant", "completed", debit("visa", "000002:1:r2:t"));
        paid(BY_VISA, "debiting", "completed");
        book("visa", "000002:1:r2:t", "DEBIT", 900);
    }

    private void refund() {
        move("merchant", "clearing:uzcard", 4_000, 4, REFUND);
        sql("""
                insert into payments.refund (shard, id, version, payment, customer, idempotency_key, amount_minor,
                                             asset, status, progress, opened_at, final_by)
                values (0, '%s', 1, '%s', '%s', 'refund', 4000, 'UZS', 'refunded', '{}', now(), now());
                update payments.payment set refunded_minor = 4000, version = version + 1 where id = '%2$s'
                """, REFUND, CHARGED, ALICE);
        told("payments.refund", REFUND, 1, "refund.refunding", "refund.refund_unknown", "*", "refund.refunded");
        book("uzcard", "u1-back", "REFUND", 4_000, Map.of("of", "u1"));
    }

    private void paid(String id, String... words) {
        told(
                "payments.payment",
                id,
                1,
                List.of(words).stream()
                        .map(it -> it.equals("*") ? it : "payment." + it)
                        .toArray(String[]::new));
    }

    private void others() {
        move("operator:PAYME", "wallet", 800);
        transaction(TOP_UP, "", "");
        told("operators.transaction", TOP_UP, 2, "topup.completed");
        transaction(INVOICE, ", invoice", ", 'INV-1'");
        told("operators.transaction", INVOICE, 2, "invoice.paid");
        transaction(
                CARD_TOP_UP,
                ", card, card_scheme, onward, onward_payment",
                ", '" + ALICE + "', 'HUMO', 'kept', '" + ALICE + "'");
        told("operators.transaction", CARD_TOP_UP, 2, "topup.completed", "*", "topup.kept");
        sql("""
                insert into inbound.arrival (shard, partner, their_id, id, receiver, sender, sent_minor, sent_asset,
                                             received_minor, received_asset, rate, checked_at, expires_at, state,
                                             ended_at, version)
                values (0, '%s', 'a1', '%s', '%1$s', '', 1, 'USD', 1, 'UZS', '1', now(), now(), 'succeeded', now(), 2)
                """, ALICE, ARRIVAL);
        told("inbound.arrival", ARRIVAL, 2, "arrival.completed");
        sql("""
                insert into inbound.arrival (shard, partner, their_id, id, receiver, sender, sent_minor, sent_asset,
                                             received_minor, received_asset, rate, checked_at, expires_at, state,
                                             ended_at, version, card, card_scheme, onward, onward_payment)
                values (0, '%s', 'a2', '%s', '%1$s', '', 1, 'USD', 1, 'UZS', '1', now(), now(), 'succeeded', now(), 3,
                        '%1$s', 'humo', 'kept', '%1$s')
                """, ALICE, CARD_ARRIVAL);
        told("inbound.arrival", CARD_ARRIVAL, 2, "arrival.completed", "arrival.kept");
        sql("""
                insert into crossborder.remittance (shard, id, version, customer, payment, correspondent, uetr, terms,
                                                    spent_minor, currency, received_minor, status, progress, attention,
                                                    opened_at, final_by)
                values (0, '%s', 1, '%s', '%2$s', 'first', '%2$s', '{}', 1, 'USD', 1, 'credited', '{}', false, now(),
                        now())
                """, REMITTANCE, ALICE);
        told("crossborder.remittance", REMITTANCE, 1, "remittance.sent", "remittance.accepted", "remittance.credited");
    }

    private void transaction(String id, String columns, String values) {
        sql("""
                insert into operators.transaction (shard, operator, their_id, id, number, payee, account, amount_minor,
                                                   asset, their_time, created_at, expires_at, state, performed_at,
                                                   version %s)
                values (0, 'PAYME', '%s', '%2$s', 1, '%s', 'a', 800, 'UZS', now(), now(), now(), 'performed', now(),
                        1 %s)
                """, columns, id, ALICE, values);
    }

    static String debit(String rail, String identity) {
        return "{\"debit\":%s}".formatted(leg(rail, identity));
    }

    private static String leg(String rail, String identity) {
        return "{\"processor\":\"%s\",\"identity\":\"%s\"}".formatted(rail, identity);
    }
}
