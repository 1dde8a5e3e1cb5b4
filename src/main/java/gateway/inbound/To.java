package gateway.inbound;

/** Whom a partner names. */
public sealed interface To {

    /** Whoever signs in with this phone; the wallet gets the money. */
    record Phone(String number) implements To {

        @Override
        public String toString() {
            return "Phone[***]";
        }
    }

    /** Whoever has the card with this number. It is looked up and kept nowhere. */
    record Card(String number) implements To {

        @Override
        public String toString() {
            return "Card[***]";
        }
    }

    /** The card of which the partner was told under this name. */
    record Token(String text) implements To {}
}
