package gateway.fees;

import gateway.shared.money.Asset;

/**
 * A fee with a cap or a free quota: what was used of it within the window must be known before it can be priced.
 *
 * @param currency what the usage is counted in
 */
public record FeeMeter(FeeId fee, Period period, Period.Window window, Asset currency) {}
