package gateway.processors.humo;

import static gateway.processors.humo.ScriptedPaymentServer.item;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.Pan;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import sandbox.humo.HumoCards;

/** Requests are written as the public implementations write them. */
class HumoRequestWriterTest {

    private static final Pan PAN = Pan.parse(HumoCards.GOOD).orElseThrow();

    private final HumoRequestWriter writer = new HumoRequestWriter(Humo.settings(1, 2, Duration.ofSeconds(5)));

    @Test
    void writesADebit() {
        var xml = write(new HumoMessage.CreateDebit("ref-1", PAN, YearMonth.of(2028, 5), Humo.sum(100_000)));

        assertThat(xml)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<SOAP-ENV:Envelope ")
                .contains("<SOAP-ENV:Body><ebppif1:Payment><language>en</language>"
                        + "<billerRef>SOAP_SMS</billerRef><payinstrRef>SOAP_SMS</payinstrRef>"
                        + "<sessionID>SOAP_SMS-ref-1</sessionID><paymentRef>ref-1</paymentRef><details>"
                        + item("pan", HumoCards.GOOD) + item("expiry", "2805") + item("ccy_code", "860")
                        + item("amount", "100000") + item("merchant_id", "011860022222222")
                        + item("terminal_id", "2222AB22") + item("point_code", "100001104110")
                        + item("centre_id", "CENTRE1")
                        + "</details><paymentOriginator>gateway</paymentOriginator></ebppif1:Payment></SOAP-ENV:Body>");
    }

    @Test
    void writesACreditWithTheRecipientsCard() {
        assertThat(write(new HumoMessage.CreateCredit("ref-1", PAN, Humo.sum(100_000))))
                .contains("SOAP_TOCARD_2", item("pan2", HumoCards.GOOD), item("point_code", "100010104110"))
                .doesNotContain("<name>pan</name>", "expiry");
    }

    @Test
    void writesTheSmallOnes() {
        assertThat(write(new HumoMessage.Get("ref-1")))
                .contains("<ebppif1:GetPayment><paymentRef>ref-1</paymentRef><sessionID/>"
                        + "<paymentOriginator>gateway</paymentOriginator></ebppif1:GetPayment>");
        assertThat(write(new HumoMessage.Cancel("7")))
                .contains("<ebppif1:CancelRequest><paymentID>7</paymentID>"
                        + "<paymentOriginator>gateway</paymentOriginator></ebppif1:CancelRequest>");
        assertThat(write(new HumoMessage.Return("7", null, null)))
                .contains("<ebppif1:ReturnPayment><paymentID>7</paymentID>" + item("merchant_id", "011860022222222")
                        + item("centre_id", "CENTRE1") + item("terminal_id", "2222AB22")
                        + "<paymentOriginator>gateway</paymentOriginator></ebppif1:ReturnPayment>");
    }

    @Test
    void lettersOfTheTextNeverBecomeMarkup() {
        var settings = new HumoSettings(
                URI.create("http://h"),
                "u",
                "p",
                "<b>&\"\u0001'</b>\n",
                "m",
                "t",
                "d",
                "c",
                "z",
                URI.create("http://h"),
                "k",
                Duration.ofSeconds(5),
                Humo.pool(1, 1));

        var xml = new String(
                new HumoRequestWriter(settings).write(new HumoMessage.Cancel("]]>")), StandardCharsets.UTF_8);

        assertThat(xml)
                .contains("<paymentOriginator>&lt;b&gt;&amp;\" '&lt;/b&gt;\n</paymentOriginator>")
                .contains("<paymentID>]]&gt;</paymentID>");
    }

    @Test
    void keepsTheCardOutOfTexts() {
        var request = new HumoMessage.CreateDebit("ref-1", PAN, YearMonth.of(2028, 5), Humo.sum(100_000));

        assertThat(request.toString()).doesNotContain(HumoCards.GOOD).contains("986001******0017");
    }

    private String write(HumoMessage.Request request) {
        return new String(writer.write(request), StandardCharsets.UTF_8);
    }
}
