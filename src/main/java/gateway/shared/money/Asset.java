package gateway.shared.money;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an amount is counted in.
 *
 * @param code ISO 4217 letters, such as {@code UZS}
 * @param numeric ISO 4217 number, such as 860
 * @param scale how many decimals make the smallest unit; at most nine
 */
public record Asset(String code, int numeric, int scale) {

    public static final Asset UZS = new Asset("UZS", 860, 2);
    public static final Asset USD = new Asset("USD", 840, 2);
    public static final Asset EUR = new Asset("EUR", 978, 2);
    public static final Asset RUB = new Asset("RUB", 643, 2);

    private static final List<Asset> ALL = List.of(UZS, USD, EUR, RUB);

    private static final Map<String, Asset> BY_CODE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Asset::code, Function.identity()));

    /** The so'm first. */
    public static List<Asset> all() {
        return ALL;
    }

    public static Optional<Asset> find(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** For codes that came from our own books. */
    public static Asset of(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("No such asset: " + code));
    }

    @Override
    public String toString() {
        return code;
    }
}
