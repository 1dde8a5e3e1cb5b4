package gateway.reconciliation;

import gateway.shared.money.Asset;

/**
 * Our account at a correspondent bank, whose statements are its book.
 *
 * @param number as its statements call the account
 */
public record Nostro(Asset currency, String number) {}
