package gateway.issuing.web;

import static gateway.issuing.web.IssuedCardController.id;

import gateway.issuing.CardAction;
import gateway.issuing.CardHistory;
import gateway.issuing.ChangeCard;
import gateway.issuing.ChoosePin;
import gateway.issuing.IssuedCards;
import gateway.issuing.OrderCard;
import gateway.platform.http.KeyedRequest;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * What the bank's staff does about issued cards. Doing the same again changes nothing. What lets a card be used again
 * takes two of them: acts of the kinds {@code unfreeze-issued-card} and {@code unlock-issued-card}.
 */
@RestController
@RequestMapping("/admin/api/issued-cards/{id}")
class IssuedCardDesk {

    private final ChangeCard changes;
    private final ChoosePin pins;
    private final OrderCard orders;
    private final IssuedCards cards;
    private final CardHistory history;

    IssuedCardDesk(ChangeCard changes, ChoosePin pins, OrderCard orders, IssuedCards cards, CardHistory history) {
        this.changes = changes;
        this.pins = pins;
        this.orders = orders;
        this.cards = cards;
        this.history = history;
    }

    /** Freezes a card so that its holder cannot lift it. */
    @PostMapping("/freeze")
    Mono<IssuedCardView> block(
            @Needs({StaffRole.SUPPORT, StaffRole.OPERATIONS}) Staff staff,
            @PathVariable String id,
            KeyedRequest<Why> request) {
        return changes.byBank(
                        id(id), CardAction.FREEZE, staff.name(), request.body().reason())
                .map(IssuedCardView::of);
    }

    /** Lets a locked PIN be tried again. */
    @PostMapping("/unblock-pin")
    Mono<IssuedCardView> unblockPin(
            @Needs({StaffRole.SUPPORT, StaffRole.OPERATIONS}) Staff staff,
            @PathVariable String id,
            KeyedRequest<Why> request) {
        return pins.unblock(id(id), staff.name(), request.body().reason()).map(IssuedCardView::of);
    }

    /** Puts another card into one's place, also where the bank has frozen it: then with another number. */
    @PostMapping("/replace")
    Mono<ResponseEntity<IssuedCardView>> replace(
            @Needs({StaffRole.SUPPORT, StaffRole.OPERATIONS}) Staff staff,
            @PathVariable String id,
            KeyedRequest<Replacing> request) {
        var body = request.body();
        return orders.replaceByBank(
                        id(id), request.key().value(), body.number().equals("same"), staff.name(), body.reason())
                .map(IssuedCardView::of)
                .map(view -> ResponseEntity.created(URI.create("/admin/api/issued-cards/" + view.id()))
                        .body(view));
    }

    /** Shows one card, whose it is, and what happened to it, latest first. */
    @GetMapping
    Mono<CardFileView> find(
            @Needs({StaffRole.SUPPORT, StaffRole.OPERATIONS, StaffRole.COMPLIANCE, StaffRole.FRAUD, StaffRole.AUDITOR})
                    Staff staff,
            @PathVariable String id) {
        return cards.any(id(id))
                .flatMap(card -> history.of(card)
                        .map(HappenedView::of)
                        .collectList()
                        .map(all -> new CardFileView(card.owner().toString(), IssuedCardView.of(card), all)));
    }

    /** @param reason for the record */
    record Why(@NotBlank @Size(max = 500) String reason) {}

    /**
     * @param number {@code same} renews the card; {@code new} gives it another number
     * @param reason for the record
     */
    record Replacing(
            @NotNull @Pattern(regexp = "same|new") String number,

            @NotBlank @Size(max = 500) String reason) {}

    /**
     * A card as the bank sees it.
     *
     * @param customer its holder
     * @param history latest first, at most a hundred
     */
    record CardFileView(String customer, IssuedCardView card, List<HappenedView> history) {}

    /**
     * One line of a card's history.
     *
     * @param actor holder or bank
     * @param detail why, and what else is known of it
     */
    record HappenedView(Instant at, String action, String actor, String who, String from, String to, String detail) {

        static HappenedView of(CardHistory.Happened it) {
            return new HappenedView(it.at(), it.action(), it.actor(), it.who(), it.from(), it.to(), it.detail());
        }
    }
}
