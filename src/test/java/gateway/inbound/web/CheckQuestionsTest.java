package gateway.inbound.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.inbound.web.TransferRequests.CheckCredit;
import gateway.inbound.web.TransferRequests.SenderOf;
import gateway.shared.ids.PartnerId;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a partner says of a sender, and what nobody can be. */
class CheckQuestionsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final PartnerId PARTNER = new PartnerId(new UUID(1, 1));

    private static CheckCredit bornOn(String birthday) {
        var sender = new SenderOf("TESTOV IVAN", birthday, "398", null);
        return new CheckCredit("a1", "400078", "PHONE", "998901234567", "OQM", 1, "USD", "UZS", "1.0000", "KZ", sender);
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
