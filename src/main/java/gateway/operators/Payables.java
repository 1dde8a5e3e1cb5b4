package gateway.operators;

import gateway.customers.CustomerProblem;
import gateway.customers.Customers;
import gateway.operators.Announced.Bounds;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds what somebody wants to pay for, and says whether this amount may be paid for it now. */
@Component
public class Payables {

    private final Customers customers;
    private final Invoices invoices;

    Payables(Customers customers, Invoices invoices) {
        this.customers = customers;
        this.invoices = invoices;
    }

    /** What was found, or what speaks against it. */
    public sealed interface Found {

        record Ready(Payable payable) implements Found {}

        record Not(Why why) implements Found {}
    }

    public Mono<Found> find(PaidFor paidFor, Money amount, Bounds bounds) {
        return switch (paidFor) {
            case PaidFor.PhoneOf(var phone) ->
                customers
                        .byPhone(phone.digits())
                        .map(found -> wallet(found.map(customer -> customer.id()), amount, bounds));
            case PaidFor.WalletOf(var account) ->
                owner(account, amount).map(owner -> wallet(owner, amount, bounds));
            case PaidFor.InvoiceBy(var number) -> invoices.find(number).map(found -> invoice(found, amount));
            case PaidFor.Unreadable _ -> Mono.just(new Found.Not(Why.PAYEE_UNREADABLE));
        };
    }

    // An account's id follows from its owner, by a step that is its own way back.
    private Mono<Optional<CustomerId>> owner(AccountId account, Money amount) {
        var owner = new CustomerId(AccountId.of(account.value(), amount.asset()).value());
        return customers
                .find(owner)
                .map(customer -> Optional.of(customer.id()))
                .onErrorResume(Payables::isNobody, _ -> Mono.just(Optional.empty()));
    }

    private static boolean isNobody(Throwable error) {
        return error instanceof ProblemException problem && problem.type() == CustomerProblem.CUSTOMER_NOT_FOUND;
    }

    private static Found wallet(Optional<CustomerId> owner, Money amount, Bounds bounds) {
        if (owner.isEmpty()) {
            return new Found.Not(Why.PAYEE_UNKNOWN);
        }
        return bounds.hold(amount)
                ? new Found.Ready(new Payable.Wallet(owner.get()))
                : new Found.Not(Why.AMOUNT_WRONG);
    }

    private static Found invoice(Optional<Invoice> found, Money amount) {
        if (found.isEmpty()) {
            return new Found.Not(Why.PAYEE_UNKNOWN);
        }
        var invoice = found.get();
        if (invoice.state() != Invoice.State.OPEN) {
            return new Found.Not(why(invoice.state()));
        }
        return invoice.amount().equals(amount)
                ? new Found.Ready(new Payable.InvoiceOf(invoice.number(), invoice.merchant()))
                : new Found.Not(Why.AMOUNT_WRONG);
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
