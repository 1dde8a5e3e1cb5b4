package gateway.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaidForTest {

    @ParameterizedTest
    @CsvSource({
        "998901234567,                              PhoneOf",
        "+998 90 123-45-67,                         PhoneOf",
        "INV-1000001,                               InvoiceBy",
        "inv-1000001,                               InvoiceBy",
        "acc_019ac000-0000-7000-8000-000000000001,  WalletOf",
        "acc_019ac000-0000-4000-8000-000000000001,  Unreadable",
        "INV-,                                      Unreadable",
        "INV-0,                                     Unreadable",
        "99890,                                     Unreadable",
        "ORD-1,                                     Unreadable",
        "'',                                        Unreadable",
    })
    void tellsByItsFormWhatIsPaidFor(String text, String kind) {
        assertThat(PaidFor.of(text).getClass().getSimpleName()).isEqualTo(kind);
    }
}
