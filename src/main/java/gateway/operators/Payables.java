package gateway.operators;

import gateway.cards.CardState;
import gateway.cards.Cards;
import gateway.customers.Customer;
import gateway.customers.CustomerProblem;
import gateway.customers.Customers;
import gateway.operators.Announced.Bounds;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds what somebody wants to pay for, and says whether this amount may be paid for it now. */
@Component
public class Payables {

    private final Customers customers;
    private final Invoices invoices;
    private final TopUpCodes codes;
    private final Cards cards;
    private final TransactionChecks checks;
    private final TransactionPrices prices;
    private final Clock clock;

    Payables(
            Customers customers,
            Invoices invoices,
            TopUpCodes codes,
            Cards cards,
            TransactionChecks checks,
            TransactionPrices prices,
            Clock clock) {
        this.customers = customers;
        this.invoices = invoices;
        this.codes = codes;
        this.cards = cards;
        this.checks = checks;
        this.prices = prices;
        this.clock = clock;
    }

    /** What was found, or what speaks against it. */
    public sealed interface Found {

        /**
         * @param due the one amount that can be paid; null when the payer chooses
         * @param goods what an invoice is for; null when it is none, or does not say so
         * @param fees of the amount that was asked about; none when none was
         */
        record Ready(
                Payable payable,
                @Nullable Money due,
                @Nullable Goods goods,
                TransactionFees fees) implements Found {

            /** Whatever amount the payer chooses. */
            static Ready forAny(Payable payable) {
                return new Ready(payable, null, null, TransactionFees.NONE);
            }

            Ready with(TransactionFees priced) {
                return new Ready(payable, due, goods, priced);
            }

            /** What the payer is shown of the fees of this amount; of none when none was named. */
            public Optional<FeeShown> shown(@Nullable Money amount) {
                return amount == null ? Optional.empty() : FeeShown.of(payable, amount, fees);
            }
        }

        record Not(Why why) implements Found {}
    }

    /** Whether it is there and can be paid for, whatever the amount. */
    public Mono<Found> look(PaidFor paidFor) {
        return there(paidFor)
                .flatMap(found -> found instanceof Found.Ready ready
                        ? checks.look(ready.payable()).map(why -> unless(why, found))
                        : Mono.just(found));
    }

    private Mono<Found> there(PaidFor paidFor) {
        return switch (paidFor) {
            case PaidFor.PhoneOf(var phone) ->
                customers.byPhone(phone.digits()).map(found -> wallet(found.map(Customer::id)));
            case PaidFor.WalletOf(var account) -> owner(account).map(Payables::wallet);
            case PaidFor.CardBy(var code) -> codes.find(code).flatMap(this::card);
            case PaidFor.InvoiceBy(var number) -> invoices.find(number).map(Payables::invoice);
            case PaidFor.Unreadable _ -> Mono.just(new Found.Not(Why.PAYEE_UNREADABLE));
        };
    }

    /** Whether it can be paid for with this amount, and what that costs. */
    public Mono<Found> find(PaidFor paidFor, Money amount, Bounds bounds) {
        return there(paidFor)
                .flatMap(found -> found instanceof Found.Ready ready ? find(ready, amount, bounds) : Mono.just(found));
    }

    private Mono<Found> find(Found.Ready ready, Money amount, Bounds bounds) {
        var now = clock.instant();
        return price(ready, amount, bounds, now) instanceof Found.Ready priced
                ? checks.look(priced.payable(), amount, now).map(why -> unless(why, priced))
                : Mono.just(new Found.Not(Why.AMOUNT_WRONG));
    }

    /** The same for who writes it: what the bank asks is asked by the entry, which keeps what was said. */
    Mono<Found> price(PaidFor paidFor, Money amount, Bounds bounds) {
        return there(paidFor)
                .map(found ->
                        found instanceof Found.Ready ready ? price(ready, amount, bounds, clock.instant()) : found);
    }

    private Found price(Found.Ready ready, Money amount, Bounds bounds, Instant now) {
        return fits(ready, amount, bounds)
                ? prices.of(ready.payable(), amount, now)
                        .<Found>map(ready::with)
                        .orElseGet(Payables::wrong)
                : wrong();
    }

    private static Found wrong() {
        return new Found.Not(Why.AMOUNT_WRONG);
    }

    private static Found unless(Optional<Why> why, Found found) {
        return why.<Found>map(Found.Not::new).orElse(found);
    }

    private static boolean fits(Found.Ready ready, Money amount, Bounds bounds) {
        return ready.due() == null ? bounds.hold(amount) : ready.due().equals(amount);
    }

    // An account's id follows from its owner, by a step that is its own way back.
    private Mono<Optional<CustomerId>> owner(AccountId account) {
        var owner = new CustomerId(AccountId.of(account.value(), Asset.UZS).value());
        return customers
                .find(owner)
                .map(customer -> Optional.of(customer.id()))
                .onErrorResume(Payables::isNobody, _ -> Mono.just(Optional.empty()));
    }

    private static boolean isNobody(Throwable error) {
        return error instanceof ProblemException problem && problem.type() == CustomerProblem.CUSTOMER_NOT_FOUND;
    }

    private static Found wallet(Optional<CustomerId> owner) {
        return owner.<Found>map(it -> Found.Ready.forAny(new Payable.Wallet(it)))
                .orElseGet(() -> new Found.Not(Why.PAYEE_UNKNOWN));
    }

    private Mono<Found> card(Optional<TopUpCodes.Named> named) {
        return named.map(it -> cards.stateOf(it.owner(), it.card()).map(state -> card(it, state)))
                .orElseGet(() -> Mono.just(new Found.Not(Why.PAYEE_UNKNOWN)));
    }

    private static Found card(TopUpCodes.Named it, CardState state) {
        return switch (state) {
            case LINKED -> Found.Ready.forAny(new Payable.CardOf(it.owner(), it.card(), it.scheme()));
            case FROZEN -> new Found.Not(Why.PAYEE_STOPPED);
            case UNLINKED, RECIPIENT -> new Found.Not(Why.PAYEE_UNKNOWN);
        };
    }

    private static Found invoice(Optional<Invoice> found) {
        if (found.isEmpty()) {
            return new Found.Not(Why.PAYEE_UNKNOWN);
        }
        var it = found.get();
        return it.state() == Invoice.State.OPEN
                ? new Found.Ready(
                        new Payable.InvoiceOf(it.number(), it.merchant()),
                        it.amount(),
                        it.goods(),
                        TransactionFees.NONE)
                : new Found.Not(why(it.state()));
    }

    static Why why(Invoice.State state) {
        return switch (state) {
            // Open by now: whoever was refused for it lost a race, and may try again.
            case OPEN, HELD -> Why.INVOICE_HELD;
            case PAID -> Why.INVOICE_PAID;
            case CLOSED -> Why.INVOICE_CLOSED;
        };
    }
}
