package gateway.cards;

import java.util.Set;

/**
 * One row of the BIN table.
 *
 * @param lengths how many digits a number with this prefix may have
 */
record Bin(String prefix, Set<Integer> lengths, Scheme scheme, BankRule bank) {

    Bin {
        lengths = Set.copyOf(lengths);
    }

    boolean covers(Pan pan) {
        return pan.reveal().startsWith(prefix) && lengths.contains(pan.reveal().length());
    }

    /** Two rows that both claim the same numbers. */
    boolean collidesWith(Bin other) {
        return prefix.equals(other.prefix) && lengths.stream().anyMatch(other.lengths::contains);
    }

    /** How the issuing bank's code is known. */
    sealed interface BankRule {

        record Untold() implements BankRule {}

        record Fixed(String code) implements BankRule {}

        /** Positions count from 1, both ends included. */
        record Digits(int first, int last) implements BankRule {}
    }
}
