package gateway.issuing.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gateway.cards.Pan;
import gateway.issuing.hsm.Hsm.PinCheck;
import gateway.platform.crypto.MasterKey;
import java.time.YearMonth;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The module's stand-in against values that others published. */
class PublishedValuesTest {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String ZONE_KEY = "0123456789ABCDEFFEDCBA9876543210";
    private static final TripleDes ZONE = new TripleDes(HEX.parseHex(ZONE_KEY));
    private static final Pan PAN = Pan.parse(check("400001990000000")).orElseThrow();

    private final SoftHsm hsm =
            new SoftHsm(new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), new HsmSettings(ZONE_KEY));

    private static String check(String digits) {
        for (int last = 0; last < 10; last++) {
            if (Pan.parse(digits + last).isPresent()) {
                return digits + last;
            }
        }
        throw new AssertionError();
    }

    @Test
    void theSecurityCodeIsThePublishedOne() {
        assertThat(SecurityCode.of(ZONE, "4123456789012345", YearMonth.of(1987, 1), "101"))
                .isEqualTo("561");
    }

    /** Padded with zeros, no service code at all would give the printed one. */
    @ParameterizedTest
    @ValueSource(strings = {"", "1", "10", "0000", "1a1", " 101", "１０１"})
    void withoutAServiceCodeThereIsNoCode(String service) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hsm.code(PAN, YearMonth.of(2029, 1), service).block());
    }

    @Test
    void aPinBlockOfFormatZeroIsThePublishedOne() {
        var pan = Pan.parse(check("4321987654321098")).orElseThrow();

        assertThat(HEX.formatHex(PinBlock.of(pan, "1234"))).isEqualTo("0412AC89ABCDEF67");
        assertThat(PinBlock.read(pan, HEX.parseHex("0412AC89ABCDEF67"))).contains("1234");
    }

    @Test
    void aBlockOfAnotherCardIsNotRead() {
        var other = Pan.parse(check("400001991234567")).orElseThrow();

        assertThat(PinBlock.read(other, PinBlock.of(PAN, "84621"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "1234567890123", "12a4", "", "１２３４"})
    void whatIsNoPinHasNoBlock(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PinBlock.of(PAN, text));
    }

    @Test
    void aPinIsRightWrongOrUnreadable() {
        var value = hsm.pinValue(PAN, "84621").blockOptional().orElseThrow();

        assertThat(value).doesNotContain("84621");
        assertThat(check(block("84621"), value)).isEqualTo(PinCheck.RIGHT);
        assertThat(check(block("84622"), value)).isEqualTo(PinCheck.WRONG);
        // Of six digits the first five are right.
        assertThat(check(block("846210"), value)).isEqualTo(PinCheck.WRONG);
        assertThat(check("0123456789ABCDEF", value)).isEqualTo(PinCheck.UNREADABLE);
    }

    private static String block(String pin) {
        return HEX.formatHex(ZONE.encrypt(PinBlock.of(PAN, pin)));
    }

    private PinCheck check(String block, String value) {
        return hsm.check(PAN, block, value).blockOptional().orElseThrow();
    }

    @Test
    void aNewExpiryIsANewCode() {
        var one = hsm.code(PAN, YearMonth.of(2029, 1), Hsm.PRINTED).block();

        assertThat(one).matches("[0-9]{3}");
        assertThat(hsm.code(PAN, YearMonth.of(2029, 1), Hsm.PRINTED).block()).isEqualTo(one);
        assertThat(hsm.code(PAN, YearMonth.of(2029, 2), Hsm.PRINTED).block()).isNotEqualTo(one);
    }
}
