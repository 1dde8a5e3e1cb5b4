package gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.inbound.FundPartner.Paid;
import gateway.shared.ids.PartnerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two people say of a partner's payment is read strictly, and lies where the bank has an account. */
class FundPartnerTest {

    private static final PartnerId PARTNER = new PartnerId(UUID.fromString("01900000-0000-7000-8000-00000000aa00"));

    private static Paid read(String rest) {
        return FundPartner.read(
                PARTNER + " " + rest, (name, currency) -> name.equals("jpm") && currency.equals(Asset.USD));
    }

    @Test
    void isReadAsItStands() {
        assertThat(read("1000.00 USD jpm FT-123"))
                .isEqualTo(new Paid(PARTNER, new Money(100_000, Asset.USD), "jpm", "FT-123"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000.00 USD jmp FT-123", "1000.00 EUR jpm FT-123"})
    void whereTheBankHasNoAccountNothingLies(String rest) {
        assertThatThrownBy(() -> read(rest)).hasMessageContaining("There is no account");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1000.00 USD jpm",
                "1000 USD jpm FT-123",
                "0.00 USD jpm FT-123",
                "-1.00 USD jpm FT-123",
                "1000.00 UZS jpm FT-123",
                "1000.00 ZZZ jpm FT-123",
                "1000.00 USD JPM FT-123",
                "1000.00 USD jpm FT 123",
                "1000.00 USD jpm FT_123"
            })
    void anythingElseIsNone(String rest) {
        assertThatThrownBy(() -> read(rest)).hasMessageContaining("Write partner, amount");
    }
}
