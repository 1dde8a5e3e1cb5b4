package gateway.crossborder;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.Beneficiary.Details;
import gateway.crossborder.BeneficiaryRules.FieldFault;
import gateway.shared.money.Asset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be right about a beneficiary. */
class BeneficiaryRulesTest {

    @ParameterizedTest
    @CsvSource({
        "DE89370400440532013000, true",
        "DE89370400440532013001, false",
        "DE88370400440532013000, false",
        "GB82WEST12345698765432, false",
        "DE8937040044053201300, false",
        "de89370400440532013000, false",
        "DE, false"
    })
    void checksIbans(String iban, boolean right) {
        assertThat(BeneficiaryRules.faults(german(iban, "COBADEFF")))
                .extracting(FieldFault::field)
                .isEqualTo(right ? java.util.List.of() : java.util.List.of("iban"));
    }

    @ParameterizedTest
    @CsvSource({"COBADEFF, true", "COBADEFFXXX, true", "COBADEF, false", "COBAFRPP, false", "cobadeff, false"})
    void checksBics(String bic, boolean right) {
        assertThat(BeneficiaryRules.faults(german("DE89370400440532013000", bic))
                        .isEmpty())
                .isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({
        "US, 021000021, true",
        "US, 121000248, true",
        "US, 021000022, false",
        "US, 201000021, false",
        "US, 000000000, false",
        "US, 02100002, false",
        "US, 0210000210, false",
        "GB, 200000, true",
        "GB, 20-00-00, false",
        "IN, SBIN0000001, true",
        "IN, SBIN1000001, false",
        "RU, 044525225, true",
        "DE, 37040044, true",
        "DE, 3704004, false",
        "FR, 20041, false"
    })
    void checksABanksNumberInItsCountry(String country, String code, boolean right) {
        var there = new Details(
                "John Smith",
                false,
                country,
                Asset.USD,
                null,
                "1",
                null,
                code,
                "Bank",
                "Town",
                null,
                "Town",
                null,
                null,
                null);

        assertThat(BeneficiaryRules.faults(there))
                .extracting(FieldFault::field)
                .isEqualTo(right ? java.util.List.of() : java.util.List.of("bankCode"));
    }

    @Test
    void anIbanAndAnAccountAreOneTooMany() {
        var it = german("DE89370400440532013000", "COBADEFF");
        var both = new Details(
                it.name(),
                false,
                "DE",
                Asset.EUR,
                it.iban(),
                "532013000",
                it.bic(),
                null,
                null,
                null,
                null,
                "Koeln",
                null,
                null,
                null);

        assertThat(BeneficiaryRules.faults(both))
                .containsExactly(new FieldFault("iban", "name either an IBAN or an account"));
    }

    @Test
    void showsNoMoreThanFourDigits() {
        assertThat(german("DE89370400440532013000", "COBADEFF").masked()).isEqualTo("****3000");
        assertThat(german("DE89370400440532013000", "COBADEFF").toString()).doesNotContain("Muster", "5320");
        assertThat(german(null, null).masked()).isEqualTo("****");
    }

    private static Details german(@Nullable String iban, @Nullable String bic) {
        return new Details(
                "Erika Muster",
                false,
                "DE",
                Asset.EUR,
                iban,
                null,
                bic,
                null,
                null,
                null,
                null,
                "Koeln",
                null,
                null,
                null);
    }
}
