package gateway.issuing;

import static gateway.issuing.IssuingProblem.ISSUED_CARD_NOT_FOUND;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.issuing.postgres.IssuedCardStore;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.IssuedCardId;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Something that lets a card be used again, which one person wants and another approves. Its content is a card's id.
 */
abstract class CardActKind implements ActKind {

    private final String name;
    private final IssuedCardStore store;

    CardActKind(String name, IssuedCardStore store) {
        this.name = name;
        this.store = store;
    }

    /** In a few words; throws when there is nothing to lift. */
    abstract String describe(IssuedCard card);

    /** Part of the transaction that records the approval. */
    abstract Mono<IssuedCard> lift(IssuedCardId id, String who, String why);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Set<StaffRole> roles() {
        return Set.of(StaffRole.OPERATIONS, StaffRole.FRAUD);
    }

    @Override
    public final Mono<String> check(String content) {
        return Mono.defer(() -> store.find(id(content)))
                .map(ChangeCard::any)
                .map(card -> card.id() + " " + card.masked() + ", " + describe(card));
    }

    @Override
    public final Mono<Void> perform(Act act) {
        return check(act.content())
                .then(Mono.defer(
                        () -> lift(id(act.content()), act.proposedBy(), "act " + act.id() + ": " + act.reason())))
                .then();
    }

    private static IssuedCardId id(String content) {
        return IssuedCardId.parse(content).orElseThrow(() -> ISSUED_CARD_NOT_FOUND.because("Ids look like icd_"));
    }
}
