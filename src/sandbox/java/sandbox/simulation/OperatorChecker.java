package sandbox.simulation;

import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.operators.Invoice;
import gateway.operators.InvoiceNumber;
import gateway.operators.OperatorTransaction;
import gateway.operators.PaidFor;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import sandbox.simulation.Cashier.Belief;

/** Compares what operators believe and settle by with the books and the invoices. */
final class OperatorChecker {

    private final World world;
    private final OperatorTables tables;
    private final Map<InvoiceNumber, Integer> paid = new HashMap<>();
    private final Map<InvoiceNumber, Integer> returned = new HashMap<>();

    OperatorChecker(World world) {
        this.world = world;
        this.tables = world.database.operators;
    }

    void check() {
        for (var cashier : world.cashiers.all) {
            if (!cashier.isOver()) {
                fail("every operator gets its answer", cashier.key + " is not over");
            }
            agrees(cashier);
        }
        nothingMovedForNobody();
        settles();
        tables.invoices.values().forEach(row -> invoice(row.invoice()));
    }

    private void agrees(Cashier cashier) {
        var it = tables.transactions.get(cashier.key);
        var stands = it == null ? "nothing" : it.state().getClass().getSimpleName();
        boolean agreed = switch (cashier.belief) {
            case NOTHING -> stands.equals("nothing") || stands.equals("Cancelled");
            case PAID -> stands.equals("Performed");
            case RETURNED -> stands.equals("Returned");
        };
        if (!agreed) {
            fail("operators and books agree", cashier.key + " believes " + cashier.belief + " and is " + stands);
        }
        moved(cashier, it == null ? null : it.id());
        if (it != null && it.performedAt() != null && !it.performedAt().isBefore(it.expiresAt())) {
            fail("nothing is performed when its time is over", String.valueOf(cashier.key));
        }
        if (cashier.paidFor instanceof PaidFor.InvoiceBy(var number)) {
            paid.merge(number, cashier.belief == Belief.PAID ? 1 : 0, Integer::sum);
            returned.merge(number, cashier.belief == Belief.RETURNED ? 1 : 0, Integer::sum);
        }
    }

    /** Exactly once to the payee, and exactly once back when the operator has it back. */
    private void moved(Cashier cashier, @org.jspecify.annotations.Nullable UUID id) {
        var came = tables.moved.stream()
                .filter(it -> it.reference().equals(id) && it.purpose() == Purpose.TOP_UP)
                .toList();
        var back = tables.moved.stream()
                .filter(it -> it.reference().equals(id) && it.purpose() == Purpose.TOP_UP_RETURN)
                .toList();
        int times = cashier.belief == Belief.NOTHING ? 0 : 1;
        if (came.size() != times || back.size() != (cashier.belief == Belief.RETURNED ? 1 : 0)) {
            fail(
                    "one payment at an operator is one effect",
                    "%s is %s: %d came, %d went back".formatted(cashier.key, cashier.belief, came.size(), back.size()));
        }
        came.forEach(it -> right(cashier, it, it.credit()));
        back.forEach(it -> right(cashier, it, it.debit()));
    }

    private void right(Cashier cashier, Direct transfer, AccountId account) {
        var owner = switch (cashier.paidFor) {
            case PaidFor.PhoneOf(var phone) ->
                world.cashiers.ownerOf(phone.digits()).orElseThrow().value();
            case PaidFor.InvoiceBy(var number) ->
                java.util.Objects.requireNonNull(tables.invoices.get(number))
                        .invoice()
                        .merchant()
                        .value();
            default -> throw new IllegalStateException("Nobody pays for " + cashier.paidFor);
        };
        if (!account.equals(AccountId.of(owner, Asset.UZS))
                || !transfer.amount().equals(cashier.amount)) {
            fail("the right payee gets the right amount", String.valueOf(cashier.key));
        }
    }

    private void nothingMovedForNobody() {
        var known = tables.transactions.values().stream()
                .map(OperatorTransaction::id)
                .toList();
        if (tables.moved.stream().anyMatch(it -> !known.contains(it.reference()))) {
            fail("no effect without a transaction", "money moved for nobody");
        }
    }

    /** What we ask of an operator is what it believes to owe. */
    private void settles() {
        for (var operator : Cashiers.OPERATORS) {
            long ours = 0;
            for (int shard = 0; shard < TimeOrderedIds.SHARDS; shard++) {
                var id = SystemAccounts.operator(operator.name(), Asset.UZS, shard);
                var account = world.database.accounts.get(id.value());
                ours += account == null ? 0 : account.debits() - account.credits();
            }
            long theirs = world.cashiers.all.stream()
                    .filter(it -> it.key.operator().equals(operator) && it.belief == Belief.PAID)
                    .mapToLong(it -> it.amount.minor())
                    .sum();
            if (ours != theirs) {
                fail("operators and books agree", operator + ": ours " + ours + ", theirs " + theirs);
            }
        }
    }

    private void invoice(Invoice it) {
        int times = paid.getOrDefault(it.number(), 0) + returned.getOrDefault(it.number(), 0);
        if (times > 1) {
            fail("an invoice is paid once", it.number() + " was paid " + times + " times");
        }
        var right = paid.getOrDefault(it.number(), 0) == 1
                ? Invoice.State.PAID
                : returned.getOrDefault(it.number(), 0) == 1 ? Invoice.State.CLOSED : Invoice.State.OPEN;
        if (it.state() != right) {
            fail("invoices say what became of them", it.number() + " is " + it.state() + " and should be " + right);
        }
    }

    private static void fail(String invariant, String what) {
        throw new Violation(invariant, what);
    }
}
