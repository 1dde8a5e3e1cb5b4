package gateway.inbound.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.inbound.To;
import gateway.inbound.web.TransferRequests.CheckCredit;
import gateway.inbound.web.TransferRequests.SenderOf;
import gateway.shared.ids.PartnerId;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a partner says of a sender, and what nobody can be. */
class CheckQuestionsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final PartnerId PARTNER = new PartnerId(new UUID(1, 1));

    private static CheckCredit bornOn(String birthday) {
        var sender = new SenderOf("TESTOV IVAN", birthday, "398", null, null, null);
        return asked("PHONE", "998901234567", "OQM", sender);
    }

    private static CheckCredit to(String type, String value, @Nullable String bank) {
        return asked(type, value, bank, new SenderOf("TESTOV IVAN", null, "398", "N1000000", null, null));
    }

    private static CheckCredit asked(String type, String value, @Nullable String bank, SenderOf sender) {
        return new CheckCredit(
                "a1", "400078", type, value, bank, 1, null, "USD", "UZS", "1.0000", "KZ", sender, null, null);
    }

    @Test
    void whoGetsItIsNamedByPhoneCardOrToken() {
        assertThat(CheckQuestions.of(PARTNER, to("PHONE", "998901234567", "OQM"), TODAY)
                        .to())
                .isEqualTo(new To.Phone("998901234567"));
        assertThat(CheckQuestions.of(PARTNER, to("CARD", "8600495473316478", null), TODAY)
                        .to())
                .isEqualTo(new To.Card("8600495473316478"));
        assertThat(CheckQuestions.of(PARTNER, to("TOKEN", "abc-_9", null), TODAY)
                        .to())
                .isEqualTo(new To.Token("abc-_9"));
    }

    @ParameterizedTest
    @CsvSource({
        "PHONE,998901234567,",
        "PHONE,9989012345679989012345,OQM",
        "CARD,860049547331647,",
        "CARD,8600 4954 7331 6478,",
        "CARD,86004954733164788600,OQM",
        "TOKEN,a b,",
        "TOKEN,a/b,"
    })
    void whatIsNoneOfThemIsRefusedAndNotToldBack(String type, String value, @Nullable String bank) {
        assertThatThrownBy(() -> CheckQuestions.of(PARTNER, to(type, value, bank), TODAY))
                .isInstanceOf(Refused.class)
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(value));
    }

    @Test
    void aBirthdayIsTakenAsItIsTold() {
        assertThat(CheckQuestions.of(PARTNER, bornOn("2000-04-18"), TODAY)
                        .sender()
                        .born())
                .isEqualTo(LocalDate.of(2000, 4, 18));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-28", "2999-01-01", "1900-01-01", "0001-01-01", "2001-02-29", "18.04.2000", ""})
    void aBirthdayOfNobodyAliveIsRefused(String birthday) {
        assertThatThrownBy(() -> CheckQuestions.of(PARTNER, bornOn(birthday), TODAY))
                .isInstanceOf(Refused.class);
    }
}
