package gateway.customers;

import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import java.time.Instant;

/** Makes a merchant known, open for payments. Refused with {@link MerchantExists} when the id is taken. */
public record RegisterMerchant(Merchants.Merchant merchant, Instant at) implements Part {

    /** The id belongs to another merchant. */
    public record MerchantExists() implements Refusal {}
}
