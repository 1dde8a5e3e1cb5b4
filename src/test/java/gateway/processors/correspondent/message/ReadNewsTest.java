package gateway.processors.correspondent.message;

import static gateway.processors.correspondent.message.Transfers.AT;
import static gateway.processors.correspondent.message.Transfers.ENDS;
import static gateway.processors.correspondent.message.Transfers.UETR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.platform.xml.XmlRefused;
import gateway.processors.correspondent.News;
import gateway.processors.correspondent.News.Answer;
import gateway.processors.correspondent.News.Stage;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples are read as they are meant; whatever is wrong with them is refused with a reason. */
class ReadNewsTest {

    private static final List<String> ACCOUNTS = List.of("NOSTRO-USD-001");

    @Test
    void aRejection() throws IOException {
        assertThat(read("pacs.002.001.10"))
                .isEqualTo(new Incoming.OfTransfer(
                        "DEBK-20260301-000777",
                        "pacs.002.001.10",
                        new News.Status(UETR, "DEBK-20260301-000777", AT, Stage.REJECTED, "AC04", "Closed account")));
    }

    @Test
    void aReturn() throws IOException {
        assertThat(read("pacs.004.001.09"))
                .isEqualTo(new Incoming.OfTransfer(
                        "DEBK-RTR-000009",
                        "pacs.004.001.09",
                        new News.Returned(
                                UETR,
                                "DEBK-RTR-000009",
                                AT,
                                new Money(1240_00, Asset.USD),
                                new Money(10_00, Asset.USD),
                                "AC04",
                                "PART")));
    }

    @Test
    void aRecallGranted() throws IOException {
        assertThat(read("camt.029.001.09"))
                .isEqualTo(new Incoming.OfTransfer(
                        "DEBK-RSL-000004",
                        "camt.029.001.09",
                        new News.RecallAnswered(UETR, "DEBK-RSL-000004", AT, "CASE-000003", Answer.GRANTED, null)));
    }

    @Test
    void aStatement() throws IOException {
        var statement = ((Incoming.OfAccount) read("camt.053.001.08")).statement();

        assertThat(statement.account()).isEqualTo("NOSTRO-USD-001");
        assertThat(statement.opening() - statement.closing()).isEqualTo(1250_00);
        assertThat(statement.bookings()).singleElement().satisfies(it -> {
            assertThat(it.servicerReference()).isEqualTo("DEBK-REF-9912");
            assertThat(it.code()).isEqualTo("PMNT/ICDT/XBCT");
            assertThat(it.details().getFirst().uetr()).isEqualTo(UETR.toString());
            assertThat(it.details().getFirst().instruction()).isEqualTo("INSTR-000001");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "ACTC,ACCEPTED",
        "ACCP,ACCEPTED",
        "ACSP,ACCEPTED",
        "PDNG,PENDING",
        "ACSC,SETTLED",
        "ACCC,CREDITED",
        "RJCT,REJECTED"
    })
    void everyStatusIsAStage(String code, Stage stage) throws IOException {
        assertThat(((Incoming.OfTransfer) changed("pacs.002.001.10", ">RJCT<", ">" + code + "<")).news())
                .isInstanceOfSatisfying(
                        News.Status.class, it -> assertThat(it.stage()).isEqualTo(stage));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pacs.002.001.10|>RJCT<|>ACWC<|TxSts",
                "pacs.002.001.10|<Rsn><Cd>AC04</Cd></Rsn>||without StsRsnInf",
                "pacs.002.001.10|</StsRsnInf>|</StsRsnInf><FctvIntrBkSttlmDt><Dt>2026-03-02</Dt></FctvIntrBkSttlmDt>"
                        + "|that was settled",
                "pacs.002.001.10|xsd:pacs.002.001.10|xsd:pacs.002.001.11|namespace",
                "pacs.002.001.10|head.001.001.02|head.001.001.01|no header",
                "pacs.002.001.10|pacs.002.001.10|pacs.009.001.08|nobody agreed",
                "pacs.002.001.10|<TxSts>|<TxSts xmlns=\"urn:x\">|namespace",
                "pacs.002.001.10|<MsgId>DEBK-20260301-000777|<MsgId>DEBK-1|GrpHdr/MsgId",
                "pacs.002.001.10|>BBBBDEFFXXX<|>CCCCDEFFXXX<|from somebody else",
                "pacs.002.001.10|>AAAAUZ22XXX<|>AAAAUZ33XXX<|for somebody else",
                "pacs.002.001.10|<InstgAgt><FinInstnId><BICFI>BBBBDEFFXXX|<InstgAgt><FinInstnId><BICFI>CCCCDEFFXXX"
                        + "|another InstgAgt",
                "pacs.002.001.10|BBBBDEFFXXX|BBBBQQFFXXX|no BIC",
                "pacs.002.001.10|OrgnlUETR>7f3c|OrgnlUETR>7F3C|OrgnlUETR",
                "pacs.002.001.10|9d0e-4c5b|9d0e-1c5b|OrgnlUETR",
                "pacs.002.001.10|<OrgnlMsgNmId>pacs.008.001.08|<OrgnlMsgNmId>pacs.009.001.08|something else",
                "pacs.002.001.10|</TxInfAndSts>|</TxInfAndSts><TxInfAndSts></TxInfAndSts>|twice",
                "pacs.002.001.10|</GrpHdr>|</Grp>|malformed",
                "pacs.002.001.10|</Envelope>||malformed",
                "pacs.002.001.10|<Envelope>|<!DOCTYPE x SYSTEM 'file:///etc/passwd'><Envelope>|document type",
                "pacs.002.001.10|<Envelope>|<?run it?><Envelope>|processing instruction",
                "pacs.002.001.10|Closed account|&lol;|line",
                "pacs.004.001.09|<RtrdIntrBkSttlmAmt Ccy=\"USD\">1240.00|<RtrdIntrBkSttlmAmt Ccy=\"USD\">0.00|nothing",
                "pacs.004.001.09|<RtrdIntrBkSttlmAmt Ccy=\"USD\">1240.00|<RtrdIntrBkSttlmAmt Ccy=\"USD\">1240.001"
                        + "|no amount",
                "pacs.004.001.09|<RtrdIntrBkSttlmAmt Ccy=\"USD\">1240.00|<RtrdIntrBkSttlmAmt Ccy=\"USD\">-1240.00"
                        + "|no amount",
                "pacs.004.001.09|<RtrdIntrBkSttlmAmt Ccy=\"USD\">1240.00|<RtrdIntrBkSttlmAmt Ccy=\"XAU\">1240.00"
                        + "|no amount",
                "pacs.004.001.09|<Rsn><Cd>AC04</Cd></Rsn>||without RtrRsnInf",
                "pacs.004.001.09|<NbOfTxs>1|<NbOfTxs>2|NbOfTxs",
                "camt.029.001.09|<Conf>CNCL|<Conf>UWFW|Sts/Conf",
                "camt.029.001.09|<Assgnr>|<Assgne>|malformed",
                "camt.029.001.09|<Id>CASE-000003</Id>||which case",
                "camt.053.001.08|NOSTRO-USD-001|NOSTRO-USD-002|not ours",
                "camt.053.001.08|98750.00|98750.01|do not lead",
                "camt.053.001.08|<LastPgInd>true|<LastPgInd>false|one page",
                "camt.053.001.08|camt.053.001.08\"|camt.054.001.08\"|namespace"
            })
    void whatIsWrongIsRefusedWithAReason(String name, String right, String wrong, String reason) {
        assertThatThrownBy(() -> changed(name, right, wrong == null ? "" : wrong))
                .isInstanceOf(XmlRefused.class)
                .hasMessageContaining(reason);
    }

    @Test
    void billionLaughsAreNotHeard() {
        var laughs =
                "<!DOCTYPE l [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><Envelope>&b;</Envelope>";

        assertThatThrownBy(() -> read(laughs.getBytes(StandardCharsets.UTF_8))).isInstanceOf(XmlRefused.class);
    }

    @Test
    void whatIsTooDeepTooLongOrTooMuchIsRefused() {
        var deep = "<a>".repeat(30) + "</a>".repeat(30);
        var text = "<Envelope>" + "x".repeat(5_000) + "</Envelope>";
        var many = "<Envelope>" + "<a/>".repeat(3_000) + "</Envelope>";
        var large = "<Envelope>" + "<a>%s</a>".formatted("x".repeat(500)).repeat(200) + "</Envelope>";

        for (var one : List.of(deep, text, many, large)) {
            assertThatThrownBy(() -> read(one.getBytes(StandardCharsets.UTF_8))).isInstanceOf(XmlRefused.class);
        }
    }

    private static Incoming changed(String name, String right, String wrong) throws IOException {
        var text = new String(WriteMessageTest.sample(name), StandardCharsets.UTF_8);
        assertThat(text).contains(right);
        return read(text.replace(right, wrong).getBytes(StandardCharsets.UTF_8));
    }

    private static Incoming read(String name) throws IOException {
        return read(WriteMessageTest.sample(name));
    }

    private static Incoming read(byte[] bytes) throws IOException {
        return Incoming.read(bytes, ENDS, ACCOUNTS, AT);
    }
}
