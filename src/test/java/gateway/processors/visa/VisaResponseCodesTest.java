package gateway.processors.visa;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.CardRegistrar.Registration;
import gateway.processors.DeclineReason;
import gateway.processors.Reversal;
import gateway.processors.visa.VisaResponseCodes.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisaResponseCodesTest {

    @ParameterizedTest
    @ValueSource(strings = {"00", "11"})
    void onlyTwoCodesMoveMoney(String code) {
        assertThat(VisaResponseCodes.ofMoney(code)).isEqualTo(new Verdict.Approved());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01", "02", "03", "04", "05", "06", "07", "12", "13", "14", "15", "19", "21", "25", "28", "39", "41",
                        "43",
                "46", "51", "52", "53", "54", "55", "57", "58", "59", "61", "62", "63", "64", "65", "70", "74", "75",
                        "76",
                "78", "79", "80", "81", "82", "86", "89", "91", "92", "93", "94", "96", "1A", "6P", "B1", "N0", "N3",
                        "N4",
                "N7", "P2", "P5", "P6", "Q1", "R0", "R1", "R3", "Z1", "Z3"
            })
    void everyPublishedRefusalHasAReason(String code) {
        assertThat(VisaResponseCodes.ofMoney(code)).isInstanceOf(Verdict.Declined.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "85", "ZZ", "99", "", "0", "000", "o0"})
    void anythingElseIsNoAnswer(String code) {
        assertThat(VisaResponseCodes.ofMoney(code)).isInstanceOf(Verdict.Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"91", "92"})
    void anIssuerThatIsAwayTookNothing(String code) {
        assertThat(VisaResponseCodes.ofMoney(code)).isEqualTo(new Verdict.Declined(DeclineReason.ISSUER_UNAVAILABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "25", "76", "79", "94"})
    void aReversalIsDoneWhenNothingStands(String code) {
        assertThat(VisaResponseCodes.ofReversal(code)).isEqualTo(new Reversal.Reversed(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"06", "19", "28", "91", "96", "ZZ", ""})
    void aReversalIsTriedAgainWhenNobodyDecided(String code) {
        assertThat(VisaResponseCodes.ofReversal(code)).isInstanceOf(Reversal.Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"05", "12", "13", "14", "21", "57"})
    void aRefusedReversalNeedsAPerson(String code) {
        assertThat(VisaResponseCodes.ofReversal(code)).isEqualTo(new Reversal.Refused(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "11", "85"})
    void aVerifiedCardIsConfirmed(String code) {
        assertThat(VisaResponseCodes.ofVerification(code)).isEqualTo(new Registration.Confirmed(null, null));
    }

    @ParameterizedTest
    @EnumSource
    void everyDeclineOfAVerificationIsAnswered(Registration.Reason reason) {
        var codes = java.util.Map.of(
                Registration.Reason.CARD_UNKNOWN, "14",
                Registration.Reason.EXPIRY_WRONG, "54",
                Registration.Reason.CARD_BLOCKED, "43",
                Registration.Reason.NOT_PERMITTED, "57");
        var code = codes.get(reason);
        if (code != null) {
            assertThat(VisaResponseCodes.ofVerification(code)).isEqualTo(new Registration.Refused(reason, code));
        }
    }
}
