package gateway.corebanking;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.corebanking.AmendmentRules.Facts;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Place;
import gateway.packs.InForce;
import gateway.platform.http.StaffRole;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Puts right what the core banking system has booked otherwise than we: by documents that book the difference, wanted
 * by one and approved by another. What an act contains is what their statements name, such as {@code doc_…}. What is
 * booked is what was proposed, to the unit: if something else would be by the time of the approval, nothing is.
 */
@Component
class AmendCore implements ActKind {

    private static final Pattern REFERENCE = Pattern.compile("[!-~]([ -~]{0,62}[!-~])?");

    private final Amendments amendments;
    private final DayBooks books;
    private final InForce<AccountMap> map;
    private final Clock clock;

    AmendCore(Amendments amendments, DayBooks books, InForce<AccountMap> map, Clock clock) {
        this.amendments = amendments;
        this.books = books;
        this.map = map;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "amend-core";
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.OPERATIONS);
    }

    @Override
    public Mono<String> check(String content) {
        return wanted(content).map(wanted -> text(content, wanted));
    }

    @Override
    public Mono<Void> perform(Act act) {
        var reference = act.content();
        return amendments
                .lock(reference)
                .then(Mono.defer(() -> wanted(reference)))
                .flatMap(wanted -> text(reference, wanted).equals(act.subject())
                        ? amendments.add(act.id(), reference, wanted, clock.instant())
                        : Mono.error(CoreBankingProblem.CORE_BREAK_CHANGED.because(
                                "It would be " + text(reference, wanted))));
    }

    private static String text(String reference, List<Amendment> wanted) {
        return reference + ": " + wanted.stream().map(Amendment::text).collect(Collectors.joining("; "));
    }

    private Mono<List<Amendment>> wanted(String reference) {
        return Mono.defer(() -> {
            if (!REFERENCE.matcher(reference).matches()) {
                throw CoreBankingProblem.CORE_BREAK_NOT_AMENDABLE.because("No statement could name it");
            }
            return Mono.zip(ours(reference), amendments.lines(reference), amendments.made(reference))
                    .map(it -> new Facts(it.getT1().orElse(null), it.getT2(), it.getT3()))
                    .map(AmendCore::checked);
        });
    }

    private static List<Amendment> checked(Facts facts) {
        if (facts.lines().size() >= Amendments.MOST_LINES) {
            throw CoreBankingProblem.CORE_BREAK_NOT_AMENDABLE.because("Too many lines name it");
        }
        return AmendmentRules.wanted(facts);
    }

    private Mono<Optional<Booked>> ours(String reference) {
        return books.documents(List.of(new Place("", reference)), map.get())
                .map(found -> found.stream().findFirst());
    }
}
