package gateway.compliance;

import gateway.compliance.Verdict.Match;
import gateway.compliance.cases.Alert;
import gateway.compliance.cases.RaiseAlerts;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import java.util.List;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Puts into the payer's case whom they tried to pay: once for each entry, however often they try. */
final class RaiseListedPayees implements ListedPayees {

    private final RaiseAlerts alerts;
    private final JsonMapper json = JsonMapper.builder().build();

    RaiseListedPayees(RaiseAlerts alerts) {
        this.alerts = alerts;
    }

    /** What is kept of it; the name is the one on the list. */
    record PayeeEvidence(
            String side,
            String payment,
            String list,
            String version,
            String entry,
            String name,
            int score,
            List<String> reasons) {}

    @Override
    public Mono<Void> tried(CustomerId payer, PaymentId payment, Match payee) {
        return Mono.defer(() -> alerts.raise(alert(payer, payment, payee))).then();
    }

    // Without the two sides: what people decide is about the payer, and clears no payee.
    private Alert alert(CustomerId payer, PaymentId payment, Match payee) {
        var evidence = new PayeeEvidence(
                "payee",
                payment.toString(),
                payee.list(),
                payee.version(),
                payee.entry(),
                payee.name(),
                payee.score(),
                payee.reasons());
        return new Alert(
                payer,
                Alert.Source.SCREENING,
                "payee:" + payee.list() + ":" + payee.entry(),
                null,
                json.writeValueAsString(evidence));
    }
}
