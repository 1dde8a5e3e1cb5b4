package gateway.corebanking;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.platform.http.StaffRole;
import gateway.shared.problems.ProblemException;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sends a document again that the core banking system has accepted and that is missing in its statement, wanted by one
 * and approved by another; where it stands after all, it is known by its id. What an act contains is the document.
 */
@Component
class TellAgain implements ActKind {

    private final Documents documents;
    private final Clock clock;

    TellAgain(Documents documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "tell-again";
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.OPERATIONS);
    }

    @Override
    public Mono<String> check(String content) {
        return accepted(content)
                .map(it -> "%s, %s from %s to %s of %s"
                        .formatted(it.name(), it.amount(), it.debit(), it.credit(), it.bookedAt()));
    }

    @Override
    public Mono<Void> perform(Act act) {
        return Mono.justOrEmpty(CoreDocument.id(act.content()))
                .filterWhen(id -> documents.tellAgain(id, clock.instant()))
                .switchIfEmpty(Mono.error(TellAgain::notAccepted))
                .then();
    }

    private Mono<CoreDocument> accepted(String content) {
        return Mono.justOrEmpty(CoreDocument.id(content))
                .flatMap(documents::accepted)
                .switchIfEmpty(Mono.error(TellAgain::notAccepted));
    }

    private static ProblemException notAccepted() {
        return CoreBankingProblem.DOCUMENT_NOT_ACCEPTED.because("It waits, was stopped, or never was");
    }
}
