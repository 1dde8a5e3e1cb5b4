package gateway.crossborder.corridors;

import gateway.shared.money.Asset;
import gateway.shared.money.Money;

/**
 * A correspondent bank as the pack knows it.
 *
 * @param name of its link
 * @param cap net debit cap: how much we may have on the way and spent there beyond what it was funded with
 */
public record Correspondent(String name, Asset currency, Money cap) {}
