package gateway.crossborder.rates;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.crossborder.CrossBorderProblem;
import gateway.crossborder.rates.RateStore.RateName;
import gateway.platform.http.StaffRole;
import gateway.shared.money.Asset;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Puts a rate in force that has moved further than anybody would believe unseen. What an act contains is provider,
 * currency and moment, such as {@code cbu USD 2026-05-21T19:00:00Z}.
 */
@Component
class AcceptRate implements ActKind {

    private final RateStore store;

    AcceptRate(RateStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "accept-rate";
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.OPERATIONS);
    }

    @Override
    public Mono<String> check(String content) {
        return Mono.fromSupplier(() -> name(content))
                .flatMapMany(wanted -> store.held().filter(held -> isIt(held.rate(), wanted)))
                .next()
                .map(held -> "%s %s, %s"
                        .formatted(held.rate().provider(), held.rate().currency(), held.why()))
                .switchIfEmpty(Mono.error(() -> noSuch(content)));
    }

    @Override
    public Mono<Void> perform(Act act) {
        return Mono.defer(() -> store.accept(name(act.content()), act.proposedBy()))
                .filter(accepted -> accepted)
                .switchIfEmpty(Mono.error(() -> noSuch(act.content())))
                .then();
    }

    private static boolean isIt(Observation held, RateName wanted) {
        return held.provider().equals(wanted.provider())
                && held.currency().equals(wanted.currency())
                && held.asOf().equals(wanted.asOf());
    }

    private static RateName name(String content) {
        var words = content.split(" ", -1);
        if (words.length == 3) {
            try {
                return new RateName(
                        words[0], Asset.find(words[1]).orElseThrow(() -> noSuch(content)), Instant.parse(words[2]));
            } catch (DateTimeException _) {
                throw noSuch(content);
            }
        }
        throw noSuch(content);
    }

    private static RuntimeException noSuch(String content) {
        return CrossBorderProblem.RATE_NOT_HELD.because(content);
    }
}
