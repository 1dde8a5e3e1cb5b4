package gateway.inbound.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What partners send about transfers; amounts in the smallest unit of their currency. */
final class TransferRequests {

    private static final String CURRENCY = "[A-Z]{3}";
    static final String PAN = "[0-9]{16,19}";

    private TransferRequests() {}

    /** @param direction TO_UZ */
    record Convert(
            @Min(1) long amount,
            @NotNull @Pattern(regexp = CURRENCY) String currencyFrom,
            @NotNull @Pattern(regexp = CURRENCY) String currencyTo,
            @NotNull @Pattern(regexp = "TO_UZ") String direction) {}

    record ReceiverBanks(@NotBlank @Size(max = 20) String phone) {

        /** Whose phone it is stays out of logs. */
        @Override
        public String toString() {
            return "ReceiverBanks[***]";
        }
    }

    record ReceiverCards(@NotBlank @Size(max = 20) String phone) {

        /** Whose phone it is stays out of logs. */
        @Override
        public String toString() {
            return "ReceiverCards[***]";
        }
    }

    record ReceiverCard(@NotNull @Pattern(regexp = PAN) String cardPan) {

        /** A card's number least of all. */
        @Override
        public String toString() {
            return "ReceiverCard[***]";
        }
    }

    /** @param transferId ours, which the protocol lets a partner add; theirs alone decides */
    record About(
            @NotBlank @Size(max = 64) @Pattern(regexp = "[A-Za-z0-9_-]+")
            String externalTransferId,

            @Nullable @Size(max = 64) String transferId) {}

    /**
     * @param personFullName with two letters at least, and nothing that cannot be seen: that would hide a name from
     *     lists
     * @param birthday or `passport` has to be there
     * @param birthPlace and `address` are taken and not kept: nothing here asks for them
     */
    record SenderOf(
            @NotBlank @Size(max = 150) @Pattern(regexp = "(?=[^\\p{L}]*\\p{L}[^\\p{L}]*\\p{L})[^\\p{C}]+")
            String personFullName,

            @Nullable @Pattern(regexp = "[0-9]{4}-[0-9]{2}-[0-9]{2}")
            String birthday,

            @Nullable @Size(min = 2, max = 3) String nationality,
            @Nullable @Size(min = 3, max = 30) String passport,
            @Nullable @Size(max = 200) String birthPlace,
            @Nullable @Size(max = 300) String address) {

        /** Who sends stays out of logs. */
        @Override
        public String toString() {
            return "SenderOf[***]";
        }
    }

    /** What a partner may add about the receiver. It is taken and not used: who the receiver is, we know. */
    record ReceiverOf(
            @Nullable @Size(max = 150) String personFullName,
            @Nullable @Size(max = 10) String birthday,
            @Nullable @Size(max = 200) String birthPlace,
            @Nullable @Size(max = 3) String nationality,
            @Nullable @Size(max = 300) String address,
            @Nullable @Size(max = 30) String passport) {

        /** Who receives stays out of logs. */
        @Override
        public String toString() {
            return "ReceiverOf[***]";
        }
    }

    /**
     * @param identificationType `PHONE` for the wallet of whoever has it, `CARD` for a card's number, `TOKEN` for what
     *     `card_list` or `card` told
     * @param bankLabel has to be there with a phone
     * @param receiverAmount where the partner has told the sender what arrives; another one is refused (10208)
     * @param clientId taken and not used
     */
    record CheckCredit(
            @NotBlank @Size(max = 64) @Pattern(regexp = "[A-Za-z0-9_-]+")
            String externalTransferId,

            @NotBlank @Size(max = 40) String senderAccount,
            @NotNull @Pattern(regexp = "PHONE|CARD|TOKEN") String identificationType,

            @NotBlank @Size(max = 200) String identificationValue,
            @Nullable @Pattern(regexp = CURRENCY) String bankLabel,
            @Min(1) long senderAmount,
            @Nullable @Min(1) Long receiverAmount,
            @NotNull @Pattern(regexp = CURRENCY) String senderCurrencyCode,
            @NotNull @Pattern(regexp = "UZS") String receiverCurrencyCode,

            @NotNull @Pattern(regexp = "[0-9]{1,10}(\\.[0-9]{1,10})?")
            String exchangeRate,

            @NotNull @Pattern(regexp = "[A-Z]{2}") String senderCountry,
            @NotNull @Valid SenderOf sender,
            @Nullable @Valid ReceiverOf receiver,
            @Nullable @Size(max = 64) String clientId) {

        /** Both sides stay out of logs. */
        @Override
        public String toString() {
            return "CheckCredit[***]";
        }
    }

    /** Local times of Tashkent, such as `2026-03-01T00:00:00.000`. */
    record Period(
            @NotBlank @Size(max = 30) String from,
            @NotBlank @Size(max = 30) String to) {}

    record TransferList(
            @NotNull @Valid Period createTime,

            @Nullable @Pattern(regexp = "APPROVED|PENDING|SUCCESS|FAILED")
            String status,

            @Nullable @Pattern(regexp = "TO_UZ") String transferType,
            @Min(1) @Max(100_000) int page,
            @Min(1) @Max(100) int limit) {}
}
