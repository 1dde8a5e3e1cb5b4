package sandbox.chaos;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sandbox.embedded.Database;

/** What the ledger says, read without the gateway's own code. */
final class LeftInLedger {

    private static final String CLEARING = """
            select label, sum(debits_posted - credits_posted)
              from ledger.account
             where kind = 3 and label like 'clearing:%'
             group by label
            """;
    private static final String TRANSIT = """
            select format('%s of shard %s: %s', label, shard, credits_posted - debits_posted)
              from ledger.account
             where kind = 3 and label like 'transit%' and credits_posted <> debits_posted
            """;
    private static final String HOLDS = """
            select format('hold %s of %s for payment %s', id, amount_minor, reference) from ledger.hold where state = 1
            """;
    private static final String ASSETS = """
            select format('%s: debits %s, credits %s', asset, sum(debits_posted), sum(credits_posted))
              from ledger.account
             group by asset
            having sum(debits_posted) <> sum(credits_posted) or sum(debits_pending) <> sum(credits_pending)
            """;
    private static final String SUMS = """
            with moved as (
                select id, sum(debit) debit, sum(credit) credit
                  from (select debit id, amount_minor debit, 0 credit from ledger.transfer where kind in (1, 3)
                        union all
                        select credit, 0, amount_minor from ledger.transfer where kind in (1, 3)) side
                 group by id
            ), held as (
                select id, sum(debit) debit, sum(credit) credit
                  from (select debit id, amount_minor debit, 0 credit from ledger.hold where state = 1
                        union all
                        select credit, 0, amount_minor from ledger.hold where state = 1) side
                 group by id
            )
            select format('account %s of kind %s: posted %s/%s, its transfers %s/%s, pending %s/%s, its holds %s/%s',
                          a.id, a.kind, a.debits_posted, a.credits_posted, m.debit, m.credit, a.debits_pending,
                          a.credits_pending, h.debit, h.credit)
              from ledger.account a left join moved m using (id) left join held h using (id)
             where (a.debits_posted, a.credits_posted) <> (coalesce(m.debit, 0), coalesce(m.credit, 0))
                or (a.debits_pending, a.credits_pending) <> (coalesce(h.debit, 0), coalesce(h.credit, 0))
            """;
    private static final String OVERDRAWN = """
            select format('account %s of kind %s has %s', id, kind, credits_posted - debits_posted - debits_pending)
              from ledger.account
             where kind <> 3 and credits_posted - debits_posted - debits_pending < 0
            """;
    // Money moves to a merchant, and to or from a wallet, when the payment completes, and else not at all. Purpose 1 is
    // the payment itself: fees, refunds and what waits in transit have others, or go to accounts of the bank's own.
    private static final String PARTIES = """
            with party as (
                select id, status, amount_minor, asset, 'payee' side,
                       right(parties::jsonb #>> '{to,id}', 36)::uuid owner
                  from payments.payment
                 where parties::jsonb #>> '{to,type}' in ('merchant', 'wallet')
                union all
                select id, status, amount_minor, asset, 'payer', customer
                  from payments.payment
                 where parties::jsonb #>> '{from,type}' = 'wallet'
            ), moved as (
                select t.reference, t.asset, s.side, a.owner, sum(t.amount_minor) minor
                  from ledger.transfer t
                 cross join lateral (values ('payee', t.credit), ('payer', t.debit)) s(side, account)
                  join ledger.account a on a.id = s.account and a.kind <> 3
                 where t.purpose = 1 and t.kind in (1, 3)
                 group by t.reference, t.asset, s.side, a.owner
            )
            select format('payment %s, %s, %s: %s of its %s, who is %s', p.id, p.amount_minor, p.status,
                          coalesce(m.minor, 0), p.side, p.owner)
              from party p
              left join moved m
                on m.reference = p.id and m.asset = p.asset and m.side = p.side and m.owner = p.owner
             where coalesce(m.minor, 0) <> case when p.status = 'completed' then p.amount_minor else 0 end
            """;
    private static final String UNFINISHED = """
            select count(*) from payments.payment
             where status not in ('completed', 'declined', 'reversed', 'cancelled', 'needs_operator')
            """;

    private LeftInLedger() {}

    /** What each rail owes us, by the name of its account. */
    static Map<String, Long> clearing(Database database) throws SQLException {
        try (var connection = database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(CLEARING)) {
            var sums = new TreeMap<String, Long>();
            while (rows.next()) {
                sums.put(rows.getString(1), rows.getBigDecimal(2).longValueExact());
            }
            return sums;
        }
    }

    static List<String> holds(Database database) throws SQLException {
        return texts(database, HOLDS);
    }

    /** Assets whose debits are not their credits. */
    static List<String> unbalanced(Database database) throws SQLException {
        return texts(database, ASSETS);
    }

    /** Accounts that do not say what their transfers and holds say. */
    static List<String> wrongSums(Database database) throws SQLException {
        return texts(database, SUMS);
    }

    /** Payments that moved another amount on the account of their merchant or wallet than they say. */
    static List<String> wrongParties(Database database) throws SQLException {
        return texts(database, PARTIES);
    }

    static List<String> overdrawn(Database database) throws SQLException {
        return texts(database, OVERDRAWN);
    }

    static List<String> inTransit(Database database) throws SQLException {
        return texts(database, TRANSIT);
    }

    static long unfinishedPayments(Database database) throws SQLException {
        return Long.parseLong(texts(database, UNFINISHED).getFirst());
    }

    private static List<String> texts(Database database, String query) throws SQLException {
        try (var connection = database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
