package gateway.platform.iso20022;

import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bank's books say of one account on one day (camt.053), all of it. It adds up.
 *
 * @param message the message's id; empty where it has none
 * @param id of the statement, theirs
 * @param account IBAN or any other number
 * @param day of the closing balance
 * @param opening credit balance in minor units; what is owed is negative
 */
public record AccountStatement(
        String message,
        String id,
        String account,
        Asset asset,
        LocalDate day,
        long opening,
        long closing,
        List<Booking> bookings) {

    public AccountStatement {
        bookings = List.copyOf(bookings);
    }

    /** Which way: a credit is what the account gained. */
    public enum Side {
        DEBIT,
        CREDIT
    }

    /**
     * One line.
     *
     * @param line of the file
     * @param valueDay empty in some banks' statements: null
     * @param reference the account holder's, empty for none
     * @param servicerReference the bank's, empty for none
     * @param code what kind of booking, such as {@code PMNT/ICDT/XBCT}, empty for none
     * @param details the payments behind it: usually one, none for a bank's own bookings
     */
    public record Booking(
            int line,
            LocalDate day,
            @Nullable LocalDate valueDay,
            Side side,
            Money amount,
            String reference,
            String servicerReference,
            String code,
            List<Detail> details) {

        public Booking {
            details = List.copyOf(details);
        }
    }

    /**
     * A payment as its parties named it; names that were not given are empty.
     *
     * @param amount where it is told apart from the booking's
     */
    public record Detail(
            String message,
            String instruction,
            String endToEnd,
            String transaction,
            String uetr,
            @Nullable Money amount) {}
}
