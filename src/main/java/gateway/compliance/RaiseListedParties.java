package gateway.compliance;

import gateway.compliance.Verdict.Match;
import gateway.compliance.cases.Alert;
import gateway.compliance.cases.RaiseAlerts;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts into a customer's case with whom they had to do: whom they tried to pay, or who tried to pay them. Once for each
 * entry, however often they try.
 */
final class RaiseListedParties implements ListedPayees, ListedSenders {

    private final RaiseAlerts alerts;
    private final JsonMapper json = JsonMapper.builder().build();

    RaiseListedParties(RaiseAlerts alerts) {
        this.alerts = alerts;
    }

    /** What is kept of it; the name is the one on the list. */
    record PartyEvidence(
            String side,
            @Nullable String payment,
            String list,
            String version,
            String entry,
            String name,
            int score,
            List<String> reasons) {}

    @Override
    public Mono<Void> tried(CustomerId payer, @Nullable PaymentId payment, Match payee) {
        return Mono.defer(() -> alerts.raise(alert(payer, "payee", payment, payee)))
                .then();
    }

    @Override
    public Mono<Void> sent(CustomerId receiver, PaymentId arrival, Match sender) {
        return Mono.defer(() -> alerts.raise(alert(receiver, "sender", arrival, sender)))
                .then();
    }

    // Without the two sides: what people decide is about the customer, and clears nobody else.
    private Alert alert(CustomerId customer, String side, @Nullable PaymentId payment, Match found) {
        var evidence = new PartyEvidence(
                side,
                payment == null ? null : payment.toString(),
                found.list(),
                found.version(),
                found.entry(),
                found.name(),
                found.score(),
                found.reasons());
        return new Alert(
                customer,
                Alert.Source.SCREENING,
                side + ":" + found.list() + ":" + found.entry(),
                null,
                json.writeValueAsString(evidence));
    }
}
