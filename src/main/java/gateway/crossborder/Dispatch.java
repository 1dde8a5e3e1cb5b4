package gateway.crossborder;

import gateway.crossborder.Liquidity.Choice;
import gateway.crossborder.corridors.Corridor;
import gateway.crossborder.corridors.SenderRequirement;
import gateway.platform.journal.Part;
import gateway.processors.correspondent.Correspondents;
import gateway.processors.correspondent.CreditTransfer;
import gateway.processors.correspondent.Recall;
import gateway.processors.correspondent.Recall.Reason;
import gateway.shared.ids.CustomerId;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which correspondent gets a remittance, whether it would take it, and what belongs into the entry that sends it. */
@Component
class Dispatch {

    private static final String SENDER = "Dbtr";

    private final Correspondents correspondents;
    private final TransferMessages messages;
    private final Liquidity liquidity;

    Dispatch(Correspondents correspondents, TransferMessages messages, Liquidity liquidity) {
        this.correspondents = correspondents;
        this.messages = messages;
        this.liquidity = liquidity;
    }

    /** What the entry that decides about a paid remittance is to do. */
    sealed interface Sending {

        /** @param part stores the message, and sends it */
        record Sendable(Part part) implements Sending {}

        /** No correspondent would take it as it is. */
        record Unsendable(String why) implements Sending {}
    }

    /** Errors with a problem where a remittance of this quote could not be sent now. */
    Mono<Void> check(Quote quote, Corridor corridor) {
        return checkSender(quote.customer(), corridor)
                .then(Mono.defer(
                        () -> liquidity.choose(corridor.via(), quote.sums().received())))
                .filter(Choice::enough)
                .switchIfEmpty(Mono.error(() -> new TakeLiquidity.Exhausted().problem()))
                .flatMap(choice -> messages.of(quote, choice.correspondent()))
                .switchIfEmpty(Mono.error(() -> CrossBorderProblem.SENDER_UNKNOWN.because("Show a document first")))
                .doOnNext(this::check)
                .then();
    }

    private Mono<Void> checkSender(CustomerId customer, Corridor corridor) {
        return corridor.senderRequires().contains(SenderRequirement.ADDRESS)
                ? messages.knowsAddress(customer)
                        .filter(known -> known)
                        .switchIfEmpty(Mono.error(() -> CrossBorderProblem.SENDER_ADDRESS_NEEDED
                                .because("Tell it under /v1/kyc/address")
                                .with("fields", List.of(SenderRequirement.ADDRESS.code()))))
                        .then()
                : Mono.empty();
    }

    private void check(CreditTransfer transfer) {
        correspondents.faults(transfer).stream().findFirst().ifPresent(fault -> {
            var problem = fault.path().contains(SENDER)
                    ? CrossBorderProblem.SENDER_UNKNOWN
                    : CrossBorderProblem.BENEFICIARY_INVALID;
            throw problem.because(fault.text()).with("rule", fault.rule());
        });
    }

    Mono<Choice> choose(List<String> via, Quote quote) {
        return liquidity.choose(via, quote.sums().received());
    }

    /** Emits once. */
    Mono<Sending> sending(Remittance it) {
        return messages.of(it.quote(), it.correspondent())
                .map(this::sending)
                .defaultIfEmpty(new Sending.Unsendable("the sender is not known any more"));
    }

    // Whatever the correspondent's rules say of it by now, the customer's money is there: it must not stop the payment.
    private Sending sending(CreditTransfer transfer) {
        try {
            var faults = correspondents.faults(transfer);
            return faults.isEmpty()
                    ? new Sending.Sendable(correspondents.send(transfer))
                    : new Sending.Unsendable(faults.getFirst().rule());
        } catch (IllegalArgumentException unfit) {
            return new Sending.Unsendable(String.valueOf(unfit.getMessage()));
        }
    }

    /** Asks the correspondent to get it back, because the customer wants it. */
    Part recall(Remittance it) {
        return correspondents.recall(new Recall(Names.recall(it.id()), it.uetr(), Reason.CUST, null));
    }
}
