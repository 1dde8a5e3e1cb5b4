package gateway.issuing;

import static gateway.issuing.IssuingProblem.CARDS_NOT_POSSIBLE;
import static gateway.issuing.IssuingProblem.CARDS_RESTRICTED;

import gateway.compliance.RestrictedCustomers;
import gateway.compliance.UnrestrictedCustomers;
import gateway.compliance.UnrestrictedCustomers.CustomerRestricted;
import gateway.fraud.RestrictionRefusal;
import gateway.fraud.Restrictions;
import gateway.fraud.Subject;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.problems.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What stops a customer's cards whatever is in the wallet: orders of the state, and what people of the bank decided.
 */
@Component
final class CardStops {

    private final Restrictions restrictions;
    private final RestrictedCustomers restricted;

    CardStops(Restrictions restrictions, RestrictedCustomers restricted) {
        this.restrictions = restrictions;
        this.restricted = restricted;
    }

    /** Whether people of the bank have decided to restrict its holder. */
    boolean restricts(IssuedCard card) {
        return restricted.has(card.owner());
    }

    /**
     * Refuse their entry where an order stops the holder, the card, its number or the wallet by then, or people of the
     * bank have decided so.
     */
    List<Part> unless(IssuedCard card) {
        return List.of(restrictions.unless(subjects(card)), new UnrestrictedCustomers(List.of(card.owner())));
    }

    /** The same before there is a card. */
    List<Part> unless(CustomerId owner, Asset asset) {
        return List.of(restrictions.unless(subjects(owner, asset)), new UnrestrictedCustomers(List.of(owner)));
    }

    /** What an entry's refusal by these comes to; empty where another part refused it. */
    static Optional<ProblemException> problem(Refusal refusal) {
        return switch (refusal) {
            case RestrictionRefusal _ -> Optional.of(ordered());
            case CustomerRestricted _ -> Optional.of(decided());
            default -> Optional.empty();
        };
    }

    /** Errors when something stops the card. */
    Mono<Void> none(IssuedCard card) {
        return none(card.owner(), subjects(card));
    }

    /** Errors when something stops cards of that wallet. */
    Mono<Void> none(CustomerId owner, Asset asset) {
        return none(owner, subjects(owner, asset));
    }

    private Mono<Void> none(CustomerId owner, List<Subject> subjects) {
        return Mono.defer(() -> restricted.has(owner)
                ? Mono.error(decided())
                : restrictions.of(subjects).flatMap(order -> order.isPresent() ? Mono.error(ordered()) : Mono.empty()));
    }

    // Neither the customer nor anybody who pretends to be them hears why.
    private static ProblemException decided() {
        return CARDS_NOT_POSSIBLE.because("Ask the bank");
    }

    private static ProblemException ordered() {
        return CARDS_RESTRICTED.because("An order stops cards for a while; ask the bank");
    }

    private static List<Subject> subjects(CustomerId owner, Asset asset) {
        return List.of(
                new Subject(Subject.Kind.CUSTOMER, owner.value()),
                new Subject(
                        Subject.Kind.ACCOUNT, AccountId.of(owner.value(), asset).value()));
    }

    // Others know the number by its place in the vault: it can be paid to like any card.
    private static List<Subject> subjects(IssuedCard card) {
        return Stream.concat(
                        subjects(card.owner(), card.asset()).stream(),
                        Stream.of(
                                new Subject(Subject.Kind.ISSUED_CARD, card.id().value()),
                                new Subject(Subject.Kind.CARD, card.vault().value())))
                .toList();
    }
}
