package gateway.crossborder;

import gateway.shared.ids.BeneficiaryId;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody abroad whom a customer sends money to.
 *
 * @param version grows with every change
 */
public record Beneficiary(BeneficiaryId id, int version, CustomerId owner, Details details, Instant changedAt) {

    /**
     * Who and where. Kept with each quote as it was then.
     *
     * @param country where the account is, ISO 3166
     * @param iban or {@code account}, never both
     * @param bankCode the bank's number in its country's clearing system
     * @param bankTown where the bank is; {@code town} is where the beneficiary is, and the streets likewise
     * @param purpose ISO 20022, such as {@code FAMI}
     */
    public record Details(
            String name,
            boolean company,
            String country,
            Asset currency,
            @Nullable String iban,
            @Nullable String account,
            @Nullable String bic,
            @Nullable String bankCode,
            @Nullable String bankName,
            @Nullable String bankTown,
            @Nullable String bankStreet,
            @Nullable String town,
            @Nullable String street,
            @Nullable String postalCode,
            @Nullable String purpose) {

        private static final int SHOWN = 4;

        /** The account's last digits; all that receipts show. */
        public String masked() {
            var number = iban == null ? account : iban;
            return number == null || number.length() <= 2 * SHOWN
                    ? "****"
                    : "****" + number.substring(number.length() - SHOWN);
        }

        /** Without who it is. */
        @Override
        public String toString() {
            return "Details[%s, %s, %s]".formatted(country, currency, masked());
        }
    }
}
