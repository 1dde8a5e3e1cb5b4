package gateway.crossborder;

import gateway.processors.correspondent.News;

/** What can happen to a remittance. */
sealed interface RemittanceInput {

    /** The customer's money is there. */
    record Paid() implements RemittanceInput {}

    /** The customer's money is there, and no correspondent would take the message. */
    record PaidUnsendable(String why) implements RemittanceInput {}

    /** The payment was declined, cancelled or undone. */
    record PaymentEnded() implements RemittanceInput {}

    /** The correspondent said something. */
    record Heard(News news) implements RemittanceInput {}

    /** The customer wants it back. */
    record RecallWanted() implements RemittanceInput {}

    /** The customer has the money back. */
    record BackPaid() implements RemittanceInput {}

    /** The customer's rail does not take it back. */
    record BackRefused(String why) implements RemittanceInput {}

    /** The time that its corridor allows is over. */
    record Overdue() implements RemittanceInput {}

    /** Two people have looked. */
    record LookedAt() implements RemittanceInput {}
}
