package gateway.compliance;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.compliance.lists.ListSource;
import gateway.platform.http.StaffRole;
import java.util.Arrays;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Lets a list begin anew, when its publisher confirms that it has lost half of its entries or is older, and lets one
 * end that nobody publishes any more: the next file counts as the first one, and none has to be there. What an act
 * contains is the list's name.
 */
final class ForgetList implements ActKind {

    private final AcceptedLists accepted;

    ForgetList(AcceptedLists accepted) {
        this.accepted = accepted;
    }

    @Override
    public String name() {
        return "forget-list";
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.COMPLIANCE);
    }

    @Override
    public Mono<String> check(String content) {
        return Mono.defer(() -> {
            var list = known(content);
            return accepted.all()
                    .mapNotNull(all -> all.get(list))
                    .map(last -> "list %s of %s, %d entries".formatted(list, last.published(), last.entries()))
                    .switchIfEmpty(Mono.error(() -> neverAccepted(list)));
        });
    }

    @Override
    public Mono<Void> perform(Act act) {
        return Mono.defer(() -> {
            var list = known(act.content());
            return accepted.forget(list).flatMap(was -> was ? Mono.<Void>empty() : Mono.error(neverAccepted(list)));
        });
    }

    private static String known(String content) {
        return Arrays.stream(ListSource.values())
                .map(ListSource::list)
                .filter(content::equals)
                .findFirst()
                .orElseThrow(() -> neverAccepted("of that name"));
    }

    private static RuntimeException neverAccepted(String list) {
        return ComplianceProblem.LIST_NOT_FOUND.because("No list " + list + " was accepted");
    }
}
