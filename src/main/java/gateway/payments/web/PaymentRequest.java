package gateway.payments.web;

import gateway.payments.Payments.Origin;
import gateway.shared.ids.DeviceId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends to make a payment.
 *
 * @param agreedFee what the customer was shown that it costs beside the amount; should it cost more by then, nothing is
 *     done and the answer is {@code fee-changed}
 */
record PaymentRequest(
        @Valid AmountRequest amount,
        @Valid SourceRequest source,
        @Valid DestinationRequest destination,
        @Nullable DeviceRequest device,
        @Valid @Nullable AmountRequest agreedFee) {

    /**
     * What the app sees of the device it runs on; everything that is left out is not so.
     *
     * @param callInProgress somebody is on the phone while paying
     * @param remoteControl another device sees or moves the screen
     */
    record DeviceRequest(
            @Nullable Boolean callInProgress,
            @Nullable Boolean remoteControl,
            @Nullable Boolean rooted,
            @Nullable Boolean vpn,
            @Nullable Boolean tor) {}

    static Origin origin(DeviceId device, @Nullable DeviceRequest it) {
        return it == null
                ? Origin.of(device)
                : new Origin(
                        device,
                        is(it.callInProgress()),
                        is(it.remoteControl()),
                        is(it.rooted()),
                        is(it.vpn()),
                        is(it.tor()));
    }

    private static boolean is(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    /** @param value decimal string with at most the currency's decimals, such as {@code 1500.00} */
    record AmountRequest(
            @Size(min = 1, max = 32) String value,
            @Pattern(regexp = "[A-Z]{3}") String currency) {}

    /**
     * @param type {@code card} with {@code card}; {@code code} with {@code code}; {@code bill} with {@code through};
     *     {@code wallet} alone
     * @param code what the customer's Uzum Bank app shows to be paid with, at least 40 digits
     * @param through the operator that shows the customer a bill in its app, by the phone they sign in with here
     */
    record SourceRequest(
            @Pattern(regexp = "card|code|bill|wallet") String type,
            @Size(max = 64) @Nullable String card,
            @Pattern(regexp = "[0-9]{40,64}") @Nullable String code,
            @Pattern(regexp = "click") @Nullable String through) {

        /** Without the code. */
        @Override
        public String toString() {
            return "SourceRequest[" + type + "]";
        }
    }

    /**
     * @param type {@code merchant} with {@code merchant}; {@code card} with {@code card} (own) or {@code pan}
     *     (anybody's); {@code wallet} alone (own) or with {@code phone}
     */
    record DestinationRequest(
            @Pattern(regexp = "merchant|card|wallet") String type,
            @Size(max = 64) @Nullable String merchant,
            @Size(max = 64) @Nullable String card,
            @Size(max = 19) @Nullable String pan,
            @Pattern(regexp = "[1-9][0-9]{8,14}") @Nullable String phone) {

        /** Without the number. */
        @Override
        public String toString() {
            return "DestinationRequest[" + type + "]";
        }
    }

    /** @param amount null for everything that is left */
    record RefundRequest(@Valid @Nullable AmountRequest amount) {}

    /** @param code as the SMS shows it */
    record PaymentCodeRequest(@Size(min = 4, max = 12) String code) {

        @Override
        public String toString() {
            return "PaymentCodeRequest[]";
        }
    }
}
