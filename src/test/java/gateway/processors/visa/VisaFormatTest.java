package gateway.processors.visa;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.CardDetails;
import gateway.cards.Pan;
import gateway.cards.Scheme;
import gateway.platform.iso8583.IsoMessage;
import gateway.processors.LegRequest;
import gateway.processors.LegRequest.Kind;
import gateway.processors.LegRequest.Payee;
import gateway.shared.ids.CardId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisaFormatTest {

    private static final Instant SENT = Instant.parse("2026-03-01T21:15:30Z");
    private static final VisaIdentity ORIGINAL = VisaIdentity.of(123, SENT, "OQIM0001");
    private static final Pan PAN = Pan.parse("4000000000000002").orElseThrow();

    private final VisaFormat format = new VisaFormat(
            VisaRig.settings(1, Duration.ofSeconds(5), 1), Clock.fixed(SENT.plusSeconds(60), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({"DEBIT, 000000", "REFUND, 200000", "CREDIT, 260000"})
    void asksForMoneyWithOneMessage(Kind kind, String processingCode) {
        var message = format.write(new VisaMessage.Financial(ORIGINAL, leg(kind, "Oʻrik & Co"), card()));

        assertThat(message)
                .isEqualTo(IsoMessage.of("0200")
                        .set(2, "4000000000000002")
                        .set(3, processingCode)
                        .set(4, "000000012500")
                        .set(7, "0301211530")
                        .set(11, "000123")
                        .set(12, "021530")
                        .set(13, "0302")
                        .set(14, "2812")
                        .set(18, "5411")
                        .set(19, "860")
                        .set(22, "1000")
                        .set(25, "59")
                        .set(32, "400001")
                        .set(37, "606021000123")
                        .set(41, "OQIM0001")
                        .set(42, "OQIM00000000001")
                        .set(43, "O'rik & Co               TASHKENT     UZ")
                        .set(49, "860")
                        .build());
    }

    @Test
    void undoesWithTheReferenceOfTheOriginalAndAllOfItInField90() {
        var own = VisaIdentity.of(124, SENT.plusSeconds(60), "OQIM0001");

        var message = format.write(new VisaMessage.Undo(own, ORIGINAL, leg(Kind.DEBIT, "Shop"), card(), 1));

        assertThat(message)
                .isEqualTo(IsoMessage.of("0400")
                        .set(2, "4000000000000002")
                        .set(3, "000000")
                        .set(4, "000000012500")
                        .set(7, "0301211630")
                        .set(11, "000124")
                        .set(12, "021530")
                        .set(13, "0302")
                        .set(14, "2812")
                        .set(19, "860")
                        .set(22, "1000")
                        .set(25, "59")
                        .set(32, "400001")
                        .set(37, "606021000123")
                        .set(41, "OQIM0001")
                        .set(42, "OQIM00000000001")
                        .set(49, "860")
                        .set(90, "0200" + "000123" + "0301211530" + "00000400001" + "00000000000")
                        .build());
    }

    @Test
    void verifiesAnAccountWithAmountZeroAndNoSecurityCode() {
        var message = format.write(new VisaMessage.Verification(ORIGINAL, PAN, YearMonth.of(2028, 12)));

        assertThat(message.type()).isEqualTo("0100");
        assertThat(message.get(4)).contains("000000000000");
        assertThat(message.get(25)).contains("51");
        assertThat(message.get(14)).contains("2812");
        assertThat(message.get(126)).isEmpty();
        assertThat(message.get(48)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Korzinka, Korzinka",
        "A name far longer than any terminal prints, A name far longer than an",
        "Магазин, OQIM",
        "'Bozor №1', 'Bozor  1'"
    })
    void writesNamesThatEveryStatementCanShow(String name, String shown) {
        var message = format.write(new VisaMessage.Financial(ORIGINAL, leg(Kind.DEBIT, name), card()));

        assertThat(message.get(43).orElseThrow().substring(0, 25).strip()).isEqualTo(shown);
    }

    private static LegRequest leg(Kind kind, String payee) {
        return new LegRequest(
                new UUID(1, 2),
                kind,
                new Money(12_500, Asset.UZS),
                new CardId(new UUID(3, 4)),
                new Payee(payee, "5411"),
                null);
    }

    private static CardDetails card() {
        return new CardDetails(new CardId(new UUID(3, 4)), Scheme.VISA, PAN, YearMonth.of(2028, 12), null);
    }
}
