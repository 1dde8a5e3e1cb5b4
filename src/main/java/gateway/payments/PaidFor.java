package gateway.payments;

import gateway.ledger.PostTransfers.Transfer;
import gateway.payments.Payment.Destination.ToRemittance;
import gateway.platform.journal.Announce;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.shared.problems.ProblemException;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Whoever owns what customers pay for with a payment of their own kind: says what has to become true together with each
 * step of the payment, in the same entry of the journal. Nothing is asked about payments to cards, wallets and
 * merchants.
 */
public interface PaidFor {

    /**
     * For the entry that makes the payment, or moves it on. Emits once; an error stops the payment where it is.
     *
     * @param payment as it is going to be
     */
    Mono<Together> with(Payment payment, ToRemittance destination);

    /**
     * What belongs into the entry.
     *
     * @param transfers after the payment's own, in the same part
     * @param events after the payment's own, in the same part
     */
    record Together(List<Transfer> transfers, List<Part> parts, List<Announce.Event> events) {

        public static final Together NOTHING = new Together(List.of(), List.of(), List.of());

        public Together {
            transfers = List.copyOf(transfers);
            parts = List.copyOf(parts);
            events = List.copyOf(events);
        }
    }

    /** What is paid for cannot be had any more; the payment is not made. */
    interface NotToBeHad extends Refusal {

        /** What the client hears. */
        ProblemException problem();
    }
}
