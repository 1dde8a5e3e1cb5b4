package gateway.operators.paynet;

import gateway.operators.FeeShown;
import gateway.operators.OperatorTransaction;
import gateway.operators.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Says the same as {@link PaynetAnswers} in SOAP. */
final class PaynetSoapAnswers {

    private static final int OK = 200;
    private static final int FAULT = 500;
    private static final String XML = "text/xml;charset=UTF-8";
    private static final String FINE = "0";
    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns:uws="http://uws.provider.com/"><soapenv:Body>""";
    private static final String TAIL = "</soapenv:Body></soapenv:Envelope>";

    private PaynetSoapAnswers() {}

    /** @param operation as it was asked, one of Paynet's */
    static Reply reply(String operation, String method, PaynetAnswer answer, Instant now) {
        var xml = new StringBuilder(1024).append(HEAD);
        xml.append("<uws:").append(operation).append("Result>");
        fields(xml, answer, now);
        xml.append("</uws:").append(operation).append("Result>").append(TAIL);
        return new Reply(OK, XML, bytes(xml), method, code(answer));
    }

    /** For what is no call at all. */
    static Reply fault(String who, String text, String code) {
        var xml = new StringBuilder(512).append(HEAD).append("<soapenv:Fault>");
        element(xml, "faultcode", "soapenv:" + who);
        element(xml, "faultstring", text);
        return new Reply(FAULT, XML, bytes(xml.append("</soapenv:Fault>").append(TAIL)), Reply.NO_METHOD, code);
    }

    private static String code(PaynetAnswer answer) {
        return answer instanceof PaynetAnswer.Failed(var code) ? String.valueOf(code.code()) : FINE;
    }

    private static void fields(StringBuilder xml, PaynetAnswer answer, Instant now) {
        switch (answer) {
            case PaynetAnswer.Failed(var code) -> head(xml, code.text(), String.valueOf(code.code()), now);
            case PaynetAnswer.Information(var account, var due, var shown, var _) -> {
                head(xml, "Success", FINE, now);
                parameter(xml, "client_id", account);
                if (due != null) {
                    parameter(xml, "amount", due.toDecimal());
                }
                shown.ifPresent(it -> show(xml, it));
            }
            case PaynetAnswer.Performed(var it) -> {
                head(xml, "Success", FINE, it.createdAt());
                parameter(xml, "client_id", it.account());
                FeeShown.of(it).ifPresent(shown -> show(xml, shown));
                element(xml, "providerTrnId", String.valueOf(it.number()));
            }
            case PaynetAnswer.Checked(var it, var _) -> {
                head(xml, "Success", FINE, now);
                if (it != null) {
                    element(xml, "providerTrnId", String.valueOf(it.number()));
                }
                state(xml, it == null ? PaynetAnswers.NOT_FOUND : PaynetAnswers.state(it));
            }
            case PaynetAnswer.Cancelled(var it, var _) -> {
                head(xml, "Success", FINE, now);
                state(xml, PaynetAnswers.state(it));
            }
            case PaynetAnswer.Statement(var all, var _) -> {
                head(xml, "Success", FINE, now);
                all.forEach(it -> line(xml, it));
            }
            case PaynetAnswer.PasswordChanged _ -> head(xml, "Success", FINE, now);
        }
    }

    private static void show(StringBuilder xml, FeeShown it) {
        parameter(xml, "fee", it.fee().toDecimal());
        parameter(xml, "credited", it.credited().toDecimal());
    }

    private static void head(StringBuilder xml, String message, String status, Instant at) {
        element(xml, "errorMsg", message);
        element(xml, "status", status);
        element(xml, "timeStamp", time(at));
    }

    private static void state(StringBuilder xml, int state) {
        element(xml, "transactionState", String.valueOf(state));
    }

    private static void parameter(StringBuilder xml, String key, String value) {
        xml.append("<parameters>");
        element(xml, "paramKey", key);
        element(xml, "paramValue", value);
        xml.append("</parameters>");
    }

    private static void line(StringBuilder xml, OperatorTransaction it) {
        xml.append("<statements>");
        element(xml, "amount", String.valueOf(it.amount().minor()));
        element(xml, "providerTrnId", String.valueOf(it.number()));
        element(xml, "transactionId", it.key().theirId());
        element(xml, "transactionTime", time(it.createdAt()));
        xml.append("</statements>");
    }

    private static String time(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atZone(TASHKENT));
    }

    private static void element(StringBuilder xml, String name, String text) {
        xml.append('<').append(name).append('>');
        text.codePoints().forEach(c -> escape(xml, c));
        xml.append("</").append(name).append('>');
    }

    private static void escape(StringBuilder xml, int c) {
        switch (c) {
            case '&' -> xml.append("&amp;");
            case '<' -> xml.append("&lt;");
            case '>' -> xml.append("&gt;");
            default -> xml.appendCodePoint(c);
        }
    }

    private static byte[] bytes(StringBuilder xml) {
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }
}
