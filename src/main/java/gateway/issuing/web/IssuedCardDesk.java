package gateway.issuing.web;

import static gateway.issuing.web.IssuedCardController.id;

import gateway.issuing.CardAction;
import gateway.issuing.ChangeCard;
import gateway.issuing.ChoosePin;
import gateway.issuing.ForgiveGuesses;
import gateway.platform.http.KeyedRequest;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the bank's staff does about issued cards. Doing the same again changes nothing. */
@RestController
@RequestMapping("/admin/api/issued-cards/{id}")
class IssuedCardDesk {

    private final ChangeCard changes;
    private final ChoosePin pins;
    private final ForgiveGuesses guesses;

    IssuedCardDesk(ChangeCard changes, ChoosePin pins, ForgiveGuesses guesses) {
        this.changes = changes;
        this.pins = pins;
        this.guesses = guesses;
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

    /** Lifts the bank's freeze; the holder's own stays. */
    @PostMapping("/unfreeze")
    Mono<IssuedCardView> unblock(
            @Needs({StaffRole.SUPPORT, StaffRole.OPERATIONS}) Staff staff,
            @PathVariable String id,
            KeyedRequest<Why> request) {
        return changes.byBank(
                        id(id),
                        CardAction.UNFREEZE,
                        staff.name(),
                        request.body().reason())
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

    /** Lets a card be bought with by its data alone again, after somebody tried out codes or expiries. */
    @PostMapping("/unlock-code")
    Mono<IssuedCardView> unlockCode(
            @Needs({StaffRole.SUPPORT, StaffRole.OPERATIONS}) Staff staff,
            @PathVariable String id,
            KeyedRequest<Why> request) {
        return guesses.forgive(id(id), staff.name(), request.body().reason()).map(IssuedCardView::of);
    }

    /** @param reason for the record */
    record Why(@NotBlank @Size(max = 500) String reason) {}
}
