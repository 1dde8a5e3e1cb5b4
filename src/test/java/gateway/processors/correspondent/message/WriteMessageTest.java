package gateway.processors.correspondent.message;

import static gateway.processors.correspondent.message.Transfers.AT;
import static gateway.processors.correspondent.message.Transfers.ENDS;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.xml.XmlElement;
import gateway.platform.xml.XmlWalk;
import gateway.processors.correspondent.CreditTransfer;
import gateway.processors.correspondent.CreditTransfer.ChargeBearer;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What we write says the same as the samples, and fits the schemas. */
class WriteMessageTest {

    @Test
    void theTransferOfTheSampleIsWrittenAsTheSample() throws IOException {
        var own = WriteMessage.transfer(Transfers.sample(), ENDS, AT);

        assertThat(said(own))
                .usingElementComparator((a, b) -> a.equals(b) || isOurs(a, b) ? 0 : 1)
                .isEqualTo(said(sample("pacs.008.001.08")));
        assertThat(OwnSchema.misfit(own)).isEmpty();
    }

    @Test
    void theRecallOfTheSampleIsWrittenAsTheSample() throws IOException {
        var sent = SentTransfer.of(WriteMessage.transfer(Transfers.sample(), ENDS, AT));
        var own = WriteMessage.recall(Transfers.recall("CXL-000003", Transfers.UETR), sent, ENDS, AT);

        assertThat(said(own))
                .usingElementComparator((a, b) -> a.equals(b) || isOurs(a, b) ? 0 : 1)
                .isEqualTo(said(sample("camt.056.001.08")));
        assertThat(OwnSchema.misfit(own)).isEmpty();
    }

    @Test
    void theSameInputMakesTheSameBytes() {
        assertThat(WriteMessage.transfer(Transfers.sample(), ENDS, AT))
                .isEqualTo(WriteMessage.transfer(Transfers.sample(), ENDS, AT.plusMillis(999)));
    }

    @Test
    void theSamplesFitOurSchemas() throws IOException {
        assertThat(OwnSchema.misfit(sample("pacs.008.001.08"))).isEmpty();
        assertThat(OwnSchema.misfit(sample("camt.056.001.08"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "<NbOfTxs>1</NbOfTxs>,<NbOfTxs>2</NbOfTxs>",
        "<ChrgBr>SHAR</ChrgBr>,<ChrgBr>SLEV</ChrgBr>",
        "<UETR>7f3c,<UETR>7F3C",
        "Ccy=\"USD\",Ccy=\"usd\"",
        "1250.00</Intr,1250.000001</Intr",
        "<TwnNm>Tashkent</TwnNm>,''",
        "<Ctry>UZ</Ctry>,<Ctry>UZ</Ctry><AdrLine>Tashkent</AdrLine>",
        "pacs.008.001.08\">,pacs.008.001.09\">",
        "INSTR-000001,INSTR-00000000001"
    })
    void whatDoesNotFitTheSchemaIsSeen(String right, String wrong) {
        var text = new String(WriteMessage.transfer(Transfers.sample(), ENDS, AT), StandardCharsets.UTF_8);

        assertThat(text).contains(right);
        assertThat(OwnSchema.misfit(text.replace(right, wrong).getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        // bearer, settled, instructed, currency instructed; charges told, rate told
        "SHAR,1250.00,1250.00,USD,'',''",
        "SHAR,1240.00,1250.00,USD,10.00,''",
        "DEBT,1265.00,1250.00,USD,15.00,''",
        "CRED,1250.00,1250.00,USD,0.00,''",
        "CRED,1235.50,1250.00,USD,14.50,''",
        "SHAR,1250.00,1150.00,EUR,'',1.0869565217",
        "CRED,1250.00,1150.00,EUR,0.00,1.0869565217",
        "SHAR,1.00,9999999.00,RUB,'',0.0000001000"
    })
    void chargesAndRatesAreToldWhereTheyMustBe(
            ChargeBearer bearer, String settled, String instructed, String currency, String charges, String rate)
            throws IOException {
        var it = Transfers.sample();
        var transfer = new CreditTransfer(
                it.correspondent(),
                it.uetr(),
                it.instructionId(),
                it.endToEndId(),
                Money.parse(settled, Asset.USD).orElseThrow(),
                it.settlementDate(),
                Money.parse(instructed, Asset.of(currency)).orElseThrow(),
                bearer,
                it.debtor(),
                it.debtorAccount(),
                it.creditor(),
                it.creditorAccount(),
                it.creditorAgent(),
                "FAMI",
                it.remittance());
        var own = WriteMessage.transfer(transfer, ENDS, AT);
        var document = gateway.platform.iso20022.BusinessMessage.read(own).document();

        assertThat(UsageRules.faults(transfer)).isEmpty();
        assertThat(OwnSchema.misfit(own)).isEmpty();
        assertThat(document.text("CdtTrfTxInf/ChrgsInf/Amt")).isEqualTo(charges);
        assertThat(document.text("CdtTrfTxInf/XchgRate")).isEqualTo(rate);
    }

    // Ids that we name otherwise, and the same time in another zone.
    private static boolean isOurs(String one, String other) {
        return List.of("BizMsgIdr", "MsgId", "CreDt", "CreDtTm", "Assgnmt/Id", "Case/Id", "OrgnlMsgId", "OrgnlCreDtTm")
                .stream()
                .anyMatch(name -> one.contains("/" + name + "=") && other.contains("/" + name + "="));
    }

    private static List<String> said(byte[] xml) throws IOException {
        var said = new ArrayList<String>();
        collect("", XmlWalk.whole(xml), said);
        return said;
    }

    private static void collect(String path, XmlElement it, List<String> said) {
        var own = path + "/" + it.name();
        if (it.children().isEmpty()) {
            said.add(it.namespace() + own + "=" + it.text() + it.attributes());
        }
        it.children().forEach(child -> collect(own, child, said));
    }

    static byte[] sample(String name) throws IOException {
        try (InputStream file = WriteMessageTest.class.getResourceAsStream("/iso20022/" + name + ".xml")) {
            return Objects.requireNonNull(file, name).readAllBytes();
        }
    }
}
