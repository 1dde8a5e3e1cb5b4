package gateway.inbound.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.inbound.No;
import gateway.inbound.Receivers.Receiver;
import gateway.inbound.Terms;
import gateway.inbound.To;
import gateway.inbound.web.TransferRequests.ReceiverCard;
import gateway.inbound.web.TransferRequests.ReceiverCards;
import gateway.shared.ids.PartnerId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells partners with whom it was agreed which cards a receiver has, masked. */
@RestController
class ReceiverCardController {

    private static final int MOST = 50;
    private static final int TOLD_DIGITS = 4;

    private final InboundDoor door;
    private final Desk desk;
    private final Terms terms;

    ReceiverCardController(InboundDoor door, Desk desk, Terms terms) {
        this.door = door;
        this.desk = desk;
        this.terms = terms;
    }

    /**
     * @param token names the card in `check_credit`, for this partner alone
     * @param cardholderName masked; absent where the holder has not shown who they are
     * @param maskedPan the last four digits
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CardView(
            String token,
            @Nullable String cardholderName,
            String paymentSystem,
            String bankLabel,
            String currency,
            String maskedPan) {}

    /** Lists the cards of whoever has this phone. */
    @PostMapping("/cbt/v1/transfer/card_list")
    Mono<ResponseEntity<Object>> cardList(ServerHttpRequest request) {
        return door.serveAgreed(
                request,
                ReceiverCards.class,
                it -> desk.receivers()
                        .byPhone(it.body().phone())
                        .flatMapMany(
                                found -> found.map(desk.receivers()::cardsOf).orElseGet(Flux::empty))
                        .take(MOST)
                        .concatMap(card -> view(it.call().partner(), card))
                        .collectList()
                        .filter(cards -> !cards.isEmpty())
                        .switchIfEmpty(Mono.error(() -> new Refused(No.RECEIVER_UNKNOWN))));
    }

    /** Tells whose card has this number. */
    @PostMapping("/cbt/v1/transfer/card")
    Mono<ResponseEntity<Object>> card(ServerHttpRequest request) {
        return door.serveAgreed(request, ReceiverCard.class, it -> {
            var partner = it.call().partner();
            return desk.receivers()
                    .find(partner, new To.Card(it.body().cardPan()))
                    .flatMap(found -> Mono.justOrEmpty(found))
                    .flatMap(card -> view(partner, card))
                    .switchIfEmpty(Mono.error(() -> new Refused(No.RECEIVER_UNKNOWN)));
        });
    }

    private Mono<CardView> view(PartnerId partner, Receiver card) {
        return desk.names()
                .masked(card.customer())
                .flatMap(name -> Mono.justOrEmpty(
                        desk.receivers().token(partner, card).map(token -> view(token, name.orElse(null), card))));
    }

    private CardView view(String token, @Nullable String name, Receiver card) {
        return switch (card) {
            case Receiver.OfWallet _ -> throw new IllegalStateException("A wallet is no card");
            case Receiver.OfLinked(var _, var it) ->
                new CardView(token, name, it.scheme().name(), terms.bank(), InboundAsset.UZS, last(it.masked()));
            case Receiver.OfIssued(var _, var it) ->
                new CardView(
                        token, name, TransferView.OURS, terms.bank(), it.asset().code(), last(it.masked()));
        };
    }

    private static String last(String masked) {
        return "**" + masked.substring(masked.length() - TOLD_DIGITS);
    }
}
