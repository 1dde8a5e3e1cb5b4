package gateway.processors.correspondent.message;

import static gateway.processors.correspondent.message.Transfers.AT;
import static gateway.processors.correspondent.message.Transfers.ENDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.platform.xml.XmlRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A return is of the transfer that was sent, or it is refused. */
class ReturnOfTest {

    private static final String PART = "<AddtlInf>PART</AddtlInf>";

    @Test
    void theSampleReturnsTheSample() throws IOException {
        check("PART", "PART");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<OrgnlInstrId>INSTR-000001|<OrgnlInstrId>INSTR-000002|another OrgnlInstrId",
                "<OrgnlInstrId>INSTR-000001</OrgnlInstrId>||another OrgnlInstrId",
                "<OrgnlEndToEndId>E2E-INVOICE-42|<OrgnlEndToEndId>E2E-INVOICE-43|another OrgnlEndToEndId",
                "<OrgnlIntrBkSttlmAmt Ccy=\"USD\">1250.00|<OrgnlIntrBkSttlmAmt Ccy=\"USD\">1350.00"
                        + "|another OrgnlIntrBkSttlmAmt",
                "<OrgnlIntrBkSttlmAmt Ccy=\"USD\">|<OrgnlIntrBkSttlmAmt Ccy=\"EUR\">|another OrgnlIntrBkSttlmAmt",
                "<RtrdIntrBkSttlmAmt Ccy=\"USD\">1240.00|<RtrdIntrBkSttlmAmt Ccy=\"USD\">1250.01|more than was sent",
                "<RtrdIntrBkSttlmAmt Ccy=\"USD\">|<RtrdIntrBkSttlmAmt Ccy=\"EUR\">|another currency"
            })
    void whatIsNotOfItIsRefused(String right, @Nullable String wrong, String why) {
        assertThatThrownBy(() -> check(right, wrong == null ? "" : wrong))
                .isInstanceOf(XmlRefused.class)
                .hasMessageContaining(why);
    }

    @Test
    void lessThanChargesExplainSaysThatItIsAPart() throws IOException {
        check(PART, "");
        check("1240.00</Rtrd", "1000.00</Rtrd");

        for (var said : List.of("", "<AddtlInf>part</AddtlInf>", "<AddtlInf>PARTLY</AddtlInf>")) {
            assertThatThrownBy(() -> check(
                            sample().replace("1240.00</Rtrd", "1239.99</Rtrd").replace(PART, said)))
                    .isInstanceOf(XmlRefused.class)
                    .hasMessageContaining("a part");
        }
    }

    private static String sample() throws IOException {
        return new String(WriteMessageTest.sample("pacs.004.001.09"), StandardCharsets.UTF_8);
    }

    private static void check(String right, String wrong) throws IOException {
        assertThat(sample()).contains(right);
        check(sample().replace(right, wrong));
    }

    private static void check(String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        var news = ((Incoming.OfTransfer) Incoming.read(body, ENDS, List.of(), AT)).news();
        ReturnOf.check(news, body, SentTransfer.of(WriteMessage.transfer(Transfers.sample(), ENDS, AT)));
    }
}
