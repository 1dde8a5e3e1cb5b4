package gateway.fees.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What a client sends to learn a price.
 *
 * @param from where the money would come from: {@code uzcard}, {@code humo}, {@code visa}, {@code wallet}, or the
 *     operator through whom it is paid: {@code payme}, {@code click}, {@code uzum}
 * @param to where it would go: {@code merchant}, a card network or {@code wallet}
 */
record FeeRequest(
        @Valid FeeAmount amount,

        @Pattern(regexp = "uzcard|humo|visa|payme|click|uzum|wallet")
        String from,

        @Pattern(regexp = "uzcard|humo|visa|wallet|merchant")
        String to) {

    /** @param value decimal string with at most the currency's decimals, such as {@code 1500.00} */
    record FeeAmount(
            @Size(min = 1, max = 32) String value,
            @Pattern(regexp = "[A-Z]{3}") String currency) {}
}
