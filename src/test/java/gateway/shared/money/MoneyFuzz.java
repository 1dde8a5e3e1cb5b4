package gateway.shared.money;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import java.math.BigDecimal;

/** An amount: exactly the number that was written, or none. */
public final class MoneyFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        var text = Promises.text(input);
        for (var asset : Asset.all()) {
            Money.parse(text, asset).ifPresent(money -> exact(text, money));
        }
        Asset.find(text).ifPresent(asset -> Promises.same(text, asset.code()));
    }

    private static void exact(String text, Money money) {
        Promises.holds(money.minor() >= 0, "no amount is negative");
        Promises.holds(new BigDecimal(text).compareTo(new BigDecimal(money.toDecimal())) == 0, "not the same number");
        Promises.same(money, Money.parse(money.toDecimal(), money.asset()).orElse(null));
    }
}
