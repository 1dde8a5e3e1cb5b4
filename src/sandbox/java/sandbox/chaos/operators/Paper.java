package sandbox.chaos.operators;

import sandbox.operators.Teller.Slip;

/**
 * One line of an operator's own book: what it believes once everything was answered.
 *
 * @param operator whose account in the gateway's books it is
 */
record Paper(String operator, Slip slip, Story story) {

    /** What the gateway owes the payee for it, in tiyin. */
    long moved() {
        return story == Story.PAID ? slip.minor() : 0;
    }

    @Override
    public String toString() {
        return operator + " " + slip.id() + " " + story;
    }
}
