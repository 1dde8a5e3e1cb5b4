package gateway.processors.uzcard;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.CardRegistrar.Registration.Reason;
import gateway.processors.DeclineReason;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every documented code has exactly one meaning; every other leaves the outcome open. */
class UzcardResponseCodesTest {

    // As the public table of codes lists them, group by group.
    private static final int[] GENERIC = {
        -100, -101, -102, -281, -103, -384, -199, -209, -211, -256, -265, -291, -300, -303, -304, -305, -306, -399
    };
    private static final int[] CARD = {
        -200, -201, -202, -203, -204, -205, -206, -210, -212, -213, -214, -215, -216, -217, -290, -218, -224, -248,
        -258, -261, -266, -278, -275, -276, -296, -327, -328, -277, -289, -320, -371, -373, -382, -383, -392, -393, -398
    };
    private static final int[] MAIN_CARD = {
        -219, -220, -221, -222, -223, -225, -226, -227, -229, -230, -231, -232, -233, -234, -235, -279
    };
    private static final int[] TRANSACTION = {
        -207, -208, -260, -240, -245, -246, -259, -262, -267, -282, -301, -302, -308, -309, -310, -311, -307, -329,
        -330, -333, -380, -381, -389, -388, -239, -241, -242
    };
    private static final int[] TOKEN = {
        -257, -269, -270, -271, -292, -293, -294, -297, -299, -314, -372, -376, -377, -378, -379
    };
    private static final int[] EPOS = {
        -236, -237, -243, -244, -247, -286, -249, -250, -251, -252, -253, -254, -255, -264, -268, -298, -316, -318,
        -319, -374, -375, -387
    };
    private static final int[] OTHER = {
        -228, -323, -324, -326, -238, -263, -272, -273, -274, -295, -280, -283, -284, -285, -287, -288, -321, -322,
        -325, -370, -385, -386, -390
    };

    static IntStream documented() {
        return Stream.of(GENERIC, CARD, MAIN_CARD, TRANSACTION, TOKEN, EPOS, OTHER)
                .flatMapToInt(IntStream::of);
    }

    @ParameterizedTest
    @MethodSource("documented")
    void aDocumentedCodeIsADeclineOrLeavesTheOutcomeOpen(int code) {
        assertThat(UzcardResponseCodes.decline(code).isPresent())
                .isNotEqualTo(UzcardResponseCodes.UNDECIDED.contains(code));
    }

    @Test
    void nothingElseIsADecline() {
        var documented = documented().boxed().toList();

        assertThat(IntStream.rangeClosed(-1000, 1000).boxed())
                .filteredOn(code -> !documented.contains(code))
                .allMatch(code -> UzcardResponseCodes.decline(code).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {-307, -301, -302, -308, -309, -310, -311, -207, -208, -211, -380, 0, 1, -1, -32_700, -999})
    void isNeverADeclineWhenTheMoneyMayHaveMoved(int code) {
        assertThat(UzcardResponseCodes.decline(code)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-240, INSUFFICIENT_FUNDS",
        "-333, SUSPECTED_FRAUD",
        "-205, CARD_BLOCKED",
        "-201, CARD_EXPIRED",
        "-257, CARD_NOT_FOUND",
        "-262, LIMIT_EXCEEDED",
        "-244, ISSUER_UNAVAILABLE",
        "-245, AMOUNT_INVALID"
    })
    void saysItInOurWords(int code, DeclineReason reason) {
        assertThat(UzcardResponseCodes.decline(code)).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "-200, CARD_UNKNOWN",
        "-216, EXPIRY_WRONG",
        "-205, CARD_BLOCKED",
        "-269, CODE_WRONG",
        "-270, CODE_EXPIRED",
        "-258, NOT_PERMITTED"
    })
    void saysWhyACardIsNotRegistered(int code, Reason reason) {
        assertThat(UzcardResponseCodes.refusal(code)).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {-291, -300, -307, -5})
    void decidesNothingAboutACardWhenTheFaultIsNotTheCards(int code) {
        assertThat(UzcardResponseCodes.refusal(code)).isEmpty();
    }
}
