package gateway.crossborder.web;

import gateway.crossborder.Beneficiary.Details;
import gateway.crossborder.CrossBorderProblem;
import gateway.shared.money.Asset;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Whom a customer wants to send money to. Which fields are needed stands in the corridor.
 *
 * @param company whether it is an organisation
 * @param country where the account is
 * @param bankCode the number of the bank in its country, such as a routing number
 * @param bankTown where the bank is; `town` and `street` are where the beneficiary is
 * @param version the one that is replaced; only when replacing
 */
record BeneficiaryRequest(
        @NotNull @Size(min = 1, max = 140) String name,
        @Nullable Boolean company,
        @NotNull @Pattern(regexp = "[A-Z]{2}") String country,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
        @Size(max = 34) @Nullable String iban,
        @Size(max = 34) @Nullable String account,
        @Size(max = 11) @Nullable String bic,
        @Size(max = 28) @Nullable String bankCode,
        @Size(max = 140) @Nullable String bankName,
        @Size(max = 35) @Nullable String bankTown,
        @Size(max = 70) @Nullable String bankStreet,
        @Size(max = 35) @Nullable String town,
        @Size(max = 70) @Nullable String street,
        @Size(max = 16) @Nullable String postalCode,
        @Size(max = 4) @Nullable String purpose,
        @Nullable Integer version) {

    Details details() {
        return new Details(
                name.strip(),
                Boolean.TRUE.equals(company),
                country,
                Asset.find(currency)
                        .orElseThrow(() -> CrossBorderProblem.CORRIDOR_NOT_FOUND.because("No such currency here")),
                spaceless(iban),
                spaceless(account),
                bic,
                bankCode,
                bankName,
                bankTown,
                bankStreet,
                town,
                street,
                postalCode,
                purpose);
    }

    // People write account numbers in groups.
    private static @Nullable String spaceless(@Nullable String number) {
        return number == null ? null : number.replace(" ", "");
    }

    /** Without who it is. */
    @Override
    public String toString() {
        return "BeneficiaryRequest[%s, %s]".formatted(country, currency);
    }
}
