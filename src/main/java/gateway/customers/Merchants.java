package gateway.customers;

import gateway.shared.ids.AccountId;
import gateway.shared.ids.MerchantId;
import gateway.shared.money.Asset;
import reactor.core.publisher.Mono;

/** Merchants who are paid. */
public interface Merchants {

    /** From memory when asked lately. Errors with {@link CustomerProblem#MERCHANT_NOT_FOUND}, also for a closed one. */
    Mono<Merchant> find(MerchantId id);

    /** @param category merchant category code (ISO 18245), four digits */
    record Merchant(MerchantId id, String name, String category) {

        public AccountId account(Asset asset) {
            return AccountId.of(id.value(), asset);
        }
    }
}
