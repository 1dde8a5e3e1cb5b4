package gateway.platform.signatures;

import java.util.HexFormat;
import java.util.Set;

/**
 * The points of edwards25519 whose order is a divisor of eight. With one of them as a public half there are signatures
 * that fit every message, so that nobody could be held to what they signed.
 */
final class SmallOrder {

    private static final int SIGN = 0x7f;

    // Without the bit of the sign; those above the field's prime included, which some libraries accept.
    private static final Set<String> POINTS = Set.of(
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    private SmallOrder() {}

    static boolean has(byte[] half) {
        var unsigned = half.clone();
        unsigned[unsigned.length - 1] &= SIGN;
        return POINTS.contains(HexFormat.of().formatHex(unsigned));
    }
}
