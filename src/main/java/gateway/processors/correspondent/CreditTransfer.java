package gateway.processors.correspondent;

import gateway.shared.money.Money;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer's money on its way abroad, as a pacs.008 tells it.
 *
 * @param correspondent name of the link that it is sent over
 * @param uetr version 4, unchanged in every message about it
 * @param instructionId at most 16 characters; stands for the transfer at the correspondent
 * @param settled what we pay the correspondent
 * @param instructed what the customer ordered, before charges; often the same
 * @param purpose external purpose code of ISO 20022, such as {@code FAMI}
 * @param remittance free text for the receiver, at most 140 characters
 */
public record CreditTransfer(
        String correspondent,
        UUID uetr,
        String instructionId,
        String endToEndId,
        Money settled,
        LocalDate settlementDate,
        Money instructed,
        ChargeBearer charges,
        Party debtor,
        BankAccount debtorAccount,
        Party creditor,
        BankAccount creditorAccount,
        Agent creditorAgent,
        @Nullable String purpose,
        @Nullable String remittance) {

    /** Who pays the banks on the way: the sender, both their own, the receiver. */
    public enum ChargeBearer {
        DEBT,
        SHAR,
        CRED
    }

    /** A person or a company. */
    public record Party(String name, Address address) {}

    /**
     * @param country ISO 3166, two letters
     * @param street null where it is not known, as postal code, building and subdivision
     */
    public record Address(
            String country,
            String town,
            @Nullable String postalCode,
            @Nullable String street,
            @Nullable String building,
            @Nullable String subdivision) {

        /** Of which no region is known. */
        public Address(
                String country,
                String town,
                @Nullable String postalCode,
                @Nullable String street,
                @Nullable String building) {
            this(country, town, postalCode, street, building, null);
        }
    }

    /** Where the money is kept: exactly one of both. */
    public record BankAccount(
            @Nullable String iban, @Nullable String other) {}

    /**
     * The receiver's bank.
     *
     * @param bic null where it is known by its clearing code
     * @param clearingSystem such as {@code USABA}, with {@code member} its number there
     */
    public record Agent(
            @Nullable String bic,
            @Nullable String clearingSystem,
            @Nullable String member,
            @Nullable String name,
            @Nullable Address address) {}
}
