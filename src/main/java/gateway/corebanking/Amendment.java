package gateway.corebanking;

import gateway.shared.money.Money;

/**
 * One document that puts their books right: from one of their accounts to another.
 *
 * @param debit twenty digits, as {@code credit}
 */
public record Amendment(String debit, String credit, Money amount) {

    /** For who has to agree to it. */
    public String text() {
        return "%s, debit %s, credit %s".formatted(amount, debit, credit);
    }
}
