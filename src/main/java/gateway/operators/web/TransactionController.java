package gateway.operators.web;

import gateway.operators.Operator;
import gateway.operators.OperatorProblem;
import gateway.operators.OperatorTransaction;
import gateway.operators.OperatorTransaction.State;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.Payable;
import gateway.operators.Transactions;
import gateway.operators.wire.OperatorProtocol;
import gateway.operators.wire.Receipts;
import gateway.operators.wire.Receipts.Receipt;
import gateway.payments.decisions.About;
import gateway.payments.decisions.DecisionList;
import gateway.payments.decisions.ReadDecisions;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Payments at operators as the bank's staff looks them up, with their tax receipts. */
@RestController
@RequestMapping("/admin/api/operators/{operator}/transactions")
class TransactionController {

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z-]{1,64}");

    /** Attempts to pay that share a number are few. */
    private static final int MOST = 20;

    private final Transactions transactions;
    private final Receipts receipts;
    private final ReadDecisions decisions;
    private final List<OperatorProtocol> protocols;

    TransactionController(
            Transactions transactions, Receipts receipts, ReadDecisions decisions, List<OperatorProtocol> protocols) {
        this.transactions = transactions;
        this.receipts = receipts;
        this.decisions = decisions;
        this.protocols = protocols;
    }

    /**
     * A payment at an operator.
     *
     * @param id the operator's
     * @param number ours, as the operator was told
     * @param payersNumber under which the payer knows it, where the operator has one of its own for that
     * @param status created, performed, cancelled (before anything moved) or returned (after it was performed)
     * @param what wallet, card or invoice
     * @param payee the customer, or the invoice's merchant
     * @param account what is paid for, as the operator wrote it
     * @param amount in so'm
     * @param fee what of it the payee does not keep, in so'm
     * @param begunAt by the operator's clock
     * @param endedAt when it was cancelled or returned
     * @param reason of that, in the operator's own numbers
     * @param onward how far it is on its way to the card
     * @param receipts of the tax office, oldest first
     */
    record TransactionView(
            String operator,
            String id,
            long number,
            @Nullable String payersNumber,
            String status,
            String what,
            String payee,
            String account,
            String amount,
            String fee,
            Instant begunAt,
            Instant createdAt,
            @Nullable Instant performedAt,
            @Nullable Instant endedAt,
            @Nullable Integer reason,
            @Nullable String onward,
            List<ReceiptView> receipts) {

        static TransactionView of(OperatorTransaction it, List<Receipt> receipts) {
            return new TransactionView(
                    it.key().operator().name(),
                    it.key().theirId(),
                    it.number(),
                    it.payersNumber(),
                    status(it.state()),
                    what(it.payable()),
                    payee(it.payable()),
                    it.account(),
                    it.amount().toDecimal(),
                    it.fees().total(it.amount().asset()).toDecimal(),
                    it.theirTime(),
                    it.createdAt(),
                    it.performedAt(),
                    it.endedAt(),
                    it.reason(),
                    it.onward() == null ? null : it.onward().stage().name().toLowerCase(Locale.ROOT),
                    receipts.stream().map(ReceiptView::of).toList());
        }

        private static String status(State state) {
            return switch (state) {
                case State.Created _ -> "created";
                case State.Performed _ -> "performed";
                case State.Cancelled _ -> "cancelled";
                case State.Returned _ -> "returned";
            };
        }

        private static String what(Payable payable) {
            return switch (payable) {
                case Payable.Wallet _ -> "wallet";
                case Payable.CardOf _ -> "card";
                case Payable.InvoiceOf _ -> "invoice";
            };
        }

        private static String payee(Payable payable) {
            return switch (payable) {
                case Payable.OfCustomer it -> it.owner().toString();
                case Payable.InvoiceOf(var _, var merchant) -> merchant.toString();
            };
        }
    }

    /**
     * A tax receipt.
     *
     * @param kind PERFORM for the payment, CANCEL for its return
     * @param document JSON as the operator passed it on, with the receipt's number, sign and address
     */
    record ReceiptView(String kind, String document, Instant receivedAt) {

        static ReceiptView of(Receipt it) {
            return new ReceiptView(it.kind(), it.document(), it.receivedAt());
        }
    }

    /** @param transactions latest first */
    record FoundView(List<TransactionView> transactions) {}

    /** Shows a payment by the operator's id, with its tax receipts. For staff. */
    @GetMapping("/{id}")
    Mono<TransactionView> show(
            @Needs({StaffRole.OPERATIONS, StaffRole.SUPPORT, StaffRole.AUDITOR}) Staff staff,
            @PathVariable String operator,
            @PathVariable String id) {
        var key = new TransactionKey(known(operator), name(id));
        return transactions.find(key).flatMap(found -> view(found.orElseThrow(TransactionController::notFound)));
    }

    /**
     * Why a top-up was let through or refused, latest first: every check with its rule, what it looked at and when;
     * also of one that was refused before it was known. For staff.
     */
    @GetMapping("/{id}/decisions")
    Mono<DecisionList> decisions(
            @Needs({StaffRole.SUPPORT, StaffRole.COMPLIANCE, StaffRole.FRAUD, StaffRole.AUDITOR}) Staff staff,
            @PathVariable String operator,
            @PathVariable String id) {
        return DecisionList.of(decisions.about(About.topUp(known(operator).name(), name(id))))
                .filter(found -> !found.decisions().isEmpty())
                .switchIfEmpty(Mono.error(TransactionController::notFound));
    }

    /** Finds payments by the number under which the payer knows them, such as Click's. For staff. */
    @GetMapping
    Mono<FoundView> find(
            @Needs({StaffRole.OPERATIONS, StaffRole.SUPPORT, StaffRole.AUDITOR}) Staff staff,
            @PathVariable String operator,
            @RequestParam String payersNumber) {
        return transactions
                .byPayersNumber(known(operator), name(payersNumber), MOST)
                .concatMap(this::view)
                .collectList()
                .map(FoundView::new);
    }

    private Mono<TransactionView> view(OperatorTransaction it) {
        return receipts.of(it.key()).collectList().map(all -> TransactionView.of(it, all));
    }

    private Operator known(String name) {
        return protocols.stream()
                .map(OperatorProtocol::operator)
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> OperatorProblem.OPERATOR_NOT_FOUND.because("No operator of that name calls us"));
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw notFound();
        }
        return text;
    }

    private static RuntimeException notFound() {
        return OperatorProblem.OPERATOR_TRANSACTION_NOT_FOUND.because("The operator told us of no such payment");
    }
}
