package gateway.processors.humo;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** Writes requests as PaymentServer reads them. By hand: the shapes are few and fixed, and this is the hot path. */
final class HumoRequestWriter {

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns:ebppif1="urn:PaymentServer"><SOAP-ENV:Body>""";
    private static final String TAIL = "</SOAP-ENV:Body></SOAP-ENV:Envelope>";

    private final HumoSettings settings;

    HumoRequestWriter(HumoSettings settings) {
        this.settings = settings;
    }

    byte[] write(HumoMessage.Request request) {
        var xml = new StringBuilder(2048).append(HEAD);
        switch (request) {
            case HumoMessage.CreateDebit it -> createDebit(xml, it);
            case HumoMessage.CreateCredit it -> createCredit(xml, it);
            case HumoMessage.Confirm it -> confirm(xml, it);
            case HumoMessage.Get it -> get(xml, it);
            case HumoMessage.Cancel it -> cancel(xml, it);
            case HumoMessage.Return it -> giveBack(xml, it);
        }
        return xml.append(TAIL).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** YYMM. */
    static String yearMonth(YearMonth expiry) {
        int digits = expiry.getYear() % 100 * 100 + expiry.getMonthValue();
        return Integer.toString(10_000 + digits).substring(1);
    }

    private void createDebit(StringBuilder xml, HumoMessage.CreateDebit it) {
        open(xml, "Payment");
        addressed(xml, "SOAP_SMS", it.ref());
        item(xml, "pan", it.pan().reveal());
        item(xml, "expiry", yearMonth(it.expiry()));
        ours(xml, it.amount().minor(), it.amount().asset().numeric(), settings.debitPointCode());
        xml.append("</details>");
        close(xml, "Payment");
    }

    private void createCredit(StringBuilder xml, HumoMessage.CreateCredit it) {
        open(xml, "Payment");
        addressed(xml, "SOAP_TOCARD_2", it.ref());
        item(xml, "pan2", it.pan().reveal());
        ours(xml, it.amount().minor(), it.amount().asset().numeric(), settings.creditPointCode());
        xml.append("</details>");
        close(xml, "Payment");
    }

    private void confirm(StringBuilder xml, HumoMessage.Confirm it) {
        open(xml, "Payment");
        element(xml, "paymentID", it.paymentId());
        element(xml, "paymentRef", it.ref());
        xml.append("<details>");
        item(xml, "amount", Long.toString(it.amount().minor()));
        xml.append("</details><confirmed>true</confirmed><finished>true</finished>");
        close(xml, "Payment");
    }

    private void get(StringBuilder xml, HumoMessage.Get it) {
        open(xml, "GetPayment");
        element(xml, "paymentRef", it.ref());
        xml.append("<sessionID/>");
        close(xml, "GetPayment");
    }

    private void cancel(StringBuilder xml, HumoMessage.Cancel it) {
        open(xml, "CancelRequest");
        element(xml, "paymentID", it.paymentId());
        close(xml, "CancelRequest");
    }

    private void giveBack(StringBuilder xml, HumoMessage.Return it) {
        open(xml, "ReturnPayment");
        element(xml, "paymentID", it.paymentId());
        item(xml, "merchant_id", settings.merchantId());
        item(xml, "centre_id", settings.centreId());
        item(xml, "terminal_id", settings.terminalId());
        if (it.amount() != null) {
            // [I] No public source returns a part; amount is the name that every other operation uses.
            item(xml, "amount", Long.toString(it.amount().minor()));
        }
        if (it.receipt() != null) {
            // [I] Items of a request come back in the details of its payment; this one tells several returns apart.
            item(xml, "refund_ref", it.receipt());
        }
        close(xml, "ReturnPayment");
    }

    private static void addressed(StringBuilder xml, String service, String ref) {
        element(xml, "language", "en");
        element(xml, "billerRef", service);
        element(xml, "payinstrRef", service);
        element(xml, "sessionID", service + "-" + ref);
        element(xml, "paymentRef", ref);
        xml.append("<details>");
    }

    private void ours(StringBuilder xml, long minor, int currency, String pointCode) {
        item(xml, "ccy_code", Integer.toString(currency));
        item(xml, "amount", Long.toString(minor));
        item(xml, "merchant_id", settings.merchantId());
        item(xml, "terminal_id", settings.terminalId());
        item(xml, "point_code", pointCode);
        item(xml, "centre_id", settings.centreId());
    }

    private static void open(StringBuilder xml, String operation) {
        xml.append("<ebppif1:").append(operation).append('>');
    }

    private void close(StringBuilder xml, String operation) {
        element(xml, "paymentOriginator", settings.originator());
        xml.append("</ebppif1:").append(operation).append('>');
    }

    private static void item(StringBuilder xml, String name, String value) {
        xml.append("<item><name>").append(name).append("</name>");
        element(xml, "value", value);
        xml.append("</item>");
    }

    private static void element(StringBuilder xml, String name, String value) {
        xml.append('<').append(name).append('>');
        escape(xml, value);
        xml.append("</").append(name).append('>');
    }

    private static void escape(StringBuilder xml, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            var replacement = replacement(c);
            if (replacement == null) {
                xml.append(c);
            } else {
                xml.append(replacement);
            }
        }
    }

    private static @Nullable String replacement(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            // XML 1.0 section 2.2 has no way to write other control characters, not even escaped.
            default -> c < ' ' && c != '\t' && c != '\n' ? " " : null;
        };
    }
}
