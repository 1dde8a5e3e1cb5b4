package gateway.corebanking;

import gateway.packs.InForce;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells the core banking system what moved: makes documents of the ledger's transfers, sends those that are due, and
 * gives to a person what it does not take. Any number of nodes may do so.
 */
@Component
class TellCoreBank {

    private final Documents documents;
    private final CoreBank bank;
    private final InForce<AccountMap> map;
    private final CoreBankingSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    TellCoreBank(
            Documents documents,
            CoreBank bank,
            InForce<AccountMap> map,
            CoreBankingSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.documents = documents;
        this.bank = bank;
        this.map = map;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    Mono<Void> round() {
        return Mono.defer(() -> documents.collect(clock.instant())).then(Mono.defer(this::send));
    }

    // What was activated has to be known first: a number that is over would be sent.
    private Mono<Void> send() {
        if (!map.isKnown()) {
            return Mono.empty();
        }
        var now = clock.instant();
        return documents
                .takeDue(now, now.plus(settings.lease()), settings.batch())
                .flatMap(this::tell, settings.atOnce())
                .then();
    }

    private Mono<Void> tell(CoreDocument document) {
        return map.get()
                .map(document)
                .map(accounts -> bank.post(document, accounts).flatMap(answer -> answered(document, answer)))
                .orElseGet(() -> answered(document, new CoreAnswer.Rejected("not in the account map")));
    }

    private Mono<Void> answered(CoreDocument document, CoreAnswer answer) {
        meters.counter("oqim_corebanking_documents", "answer", nameOf(answer)).increment();
        return switch (answer) {
            case CoreAnswer.Accepted _ -> documents.accepted(document, clock.instant());
            case CoreAnswer.Rejected no -> documents.stopped(document, false, no.code());
            case CoreAnswer.Unclear unclear -> again(document, unclear.why());
        };
    }

    private Mono<Void> again(CoreDocument document, String why) {
        var now = clock.instant();
        return now.isAfter(document.since().plus(settings.giveUpAfter()))
                ? documents.stopped(document, true, why)
                : documents.later(document, now.plus(settings.pause(document.attempts())), why);
    }

    private static String nameOf(CoreAnswer answer) {
        return switch (answer) {
            case CoreAnswer.Accepted _ -> "accepted";
            case CoreAnswer.Rejected _ -> "rejected";
            case CoreAnswer.Unclear _ -> "unclear";
        };
    }
}
