package gateway.fees.web;

import gateway.fees.Place;
import gateway.rulebook.Coded;
import gateway.rulebook.Operation;

/** What a customer does by moving money from one place to another. */
record RouteReader(Place from, Place to) {

    static RouteReader read(FeeRequest request) {
        return new RouteReader(place(request.from()), place(request.to()));
    }

    Operation operation() {
        return switch (from) {
            case UZCARD, HUMO, VISA, PAYME, CLICK, UZUM -> fromCard();
            case WALLET -> fromWallet();
            case MERCHANT, OPERATOR -> throw new IllegalStateException("The request's own pattern leaves both out");
        };
    }

    private Operation fromCard() {
        return switch (to) {
            case MERCHANT -> Operation.CARD_TO_MERCHANT;
            case WALLET -> Operation.TOP_UP;
            case UZCARD, HUMO, VISA -> Operation.CARD_TO_CARD;
            case PAYME, CLICK, UZUM, OPERATOR -> throw nobodySendsThere();
        };
    }

    private Operation fromWallet() {
        return switch (to) {
            case MERCHANT -> Operation.WALLET_TO_MERCHANT;
            case WALLET -> Operation.WALLET_TO_WALLET;
            case UZCARD, HUMO, VISA -> Operation.WALLET_TO_CARD;
            case PAYME, CLICK, UZUM, OPERATOR -> throw nobodySendsThere();
        };
    }

    private static IllegalStateException nobodySendsThere() {
        return new IllegalStateException("The request's own pattern leaves operators out");
    }

    private static Place place(String code) {
        return Coded.find(Place.values(), code).orElseThrow(() -> new IllegalStateException("No place: " + code));
    }
}
