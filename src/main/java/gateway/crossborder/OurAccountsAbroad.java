package gateway.crossborder;

import gateway.shared.money.Asset;

/** Where the bank keeps money abroad, as the pack in force names it. A name that is misspelt is no account. */
@FunctionalInterface
public interface OurAccountsAbroad {

    boolean has(String correspondent, Asset currency);
}
