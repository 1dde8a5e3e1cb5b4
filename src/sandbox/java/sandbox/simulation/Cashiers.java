package sandbox.simulation;

import gateway.customers.Phone;
import gateway.operators.Invoice;
import gateway.operators.InvoiceNumber;
import gateway.operators.Operator;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.PaidFor;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * In every fourth seed people also pay at operators, which call any node: for wallets of customers who spend the money
 * at the same time, and for invoices that several want to pay. In one half of these seeds a customer may be brought
 * only so much in a day, and in another half it costs the receiver something.
 */
final class Cashiers {

    static final List<Operator> OPERATORS =
            List.of(new Operator("payme"), new Operator("click"), new Operator("paynet"));

    private static final int SEEDS = 4;
    private static final int PAYMENTS = 9;
    private static final int INVOICES = 2;
    private static final long LATEST_MS = 45_000;

    final List<Cashier> all = new ArrayList<>();
    private final boolean open;
    private final boolean limited;
    private final boolean dear;
    private final World world;
    private final Map<String, CustomerId> phones = new LinkedHashMap<>();

    Cashiers(long seed, World world) {
        this.open = seed % SEEDS == SEEDS - 1;
        this.limited = open && seed / SEEDS % 2 == 0;
        this.dear = open && seed / (2 * SEEDS) % 2 == 0;
        this.world = world;
    }

    boolean areOpen() {
        return open;
    }

    boolean areLimited() {
        return limited;
    }

    boolean areDear() {
        return dear;
    }

    Optional<CustomerId> ownerOf(String phone) {
        return Optional.ofNullable(phones.get(phone));
    }

    void begin(Orders orders) {
        if (!open) {
            return;
        }
        for (var customer : orders.customers) {
            phones.put("99890000000" + phones.size(), customer);
        }
        for (int n = 1; n <= INVOICES; n++) {
            world.database.operators.open(new Invoice(
                    InvoiceNumber.of(1_000_000 + n),
                    orders.merchant,
                    amount(),
                    "Kitob",
                    null,
                    Invoice.State.OPEN,
                    world.agenda.instant()));
        }
        for (int n = 0; n < PAYMENTS; n++) {
            var cashier = n % 2 == 0 ? ofWallet(n) : ofInvoice(n);
            all.add(cashier);
            world.agenda.afterMillis(world.between(0, LATEST_MS), cashier::begin);
        }
    }

    private Cashier ofWallet(int n) {
        var phone = List.copyOf(phones.keySet()).get((int) world.between(0, phones.size() - 1L));
        return new Cashier(world, key(n), new PaidFor.PhoneOf(new Phone(phone)), phone, amount());
    }

    private Cashier ofInvoice(int n) {
        var invoices = List.copyOf(world.database.operators.invoices.values());
        var it = invoices.get((int) world.between(0, invoices.size() - 1L)).invoice();
        return new Cashier(
                world, key(n), new PaidFor.InvoiceBy(it.number()), it.number().text(), it.amount());
    }

    private Money amount() {
        return new Money(1_000_00 + world.between(0, 900_00), Asset.UZS);
    }

    private TransactionKey key(int n) {
        return new TransactionKey(OPERATORS.get((int) world.between(0, OPERATORS.size() - 1L)), "theirs-" + n);
    }

    boolean areOver() {
        return all.stream().allMatch(Cashier::isOver);
    }
}
