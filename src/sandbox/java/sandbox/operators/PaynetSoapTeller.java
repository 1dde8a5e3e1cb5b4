package sandbox.operators;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sandbox.operators.OperatorWire.Heard;

/** Paynet's older service: the same rules in SOAP. */
final class PaynetSoapTeller extends SecretTeller {

    private static final String PATH = "/operators/paynet-soap";

    PaynetSoapTeller(String password) {
        super("paynet", password);
    }

    @Override
    public boolean announces() {
        return false;
    }

    @Override
    public Slip slip(String account, long minor) {
        return new Slip(String.valueOf(Tellers.number()), account, minor, System.currentTimeMillis(), 0);
    }

    @Override
    Message call(Step step, Slip slip, String password) {
        return step == Step.UNDO
                ? call("CancelTransaction", about(slip), password)
                : call(
                        "PerformTransaction",
                        ("<amount>%d</amount><parameters><paramKey>client_id</paramKey><paramValue>%s</paramValue>"
                                        + "</parameters>%s<transactionTime>2026-03-01T15:30:00+05:00</transactionTime>")
                                .formatted(slip.minor(), slip.account(), about(slip)),
                        password);
    }

    private static String about(Slip slip) {
        return "<transactionId>%s</transactionId>".formatted(slip.id());
    }

    private static Message call(String operation, String fields, String password) {
        var login = "<password>%s</password><username>paynet</username><serviceId>1</serviceId>".formatted(password);
        return new Message(
                PATH, Map.of("Content-Type", "text/xml; charset=UTF-8"), envelope(operation, login + fields));
    }

    private static String envelope(String operation, String fields) {
        return "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:uws=\"http://uws.provider.com/\"><soapenv:Body><uws:" + operation + "Arguments>" + fields
                + "</uws:" + operation + "Arguments></soapenv:Body></soapenv:Envelope>";
    }

    private static int field(Heard heard, String name) {
        var found = Pattern.compile("<" + name + ">(\\d{1,4})</" + name + ">").matcher(heard.body());
        return found.find() ? Integer.parseInt(found.group(1)) : -1;
    }

    @Override
    public Meaning meaning(Step step, Heard heard) {
        int code = heard.status() == 200 ? field(heard, "status") : -1;
        return code < 0 ? Meaning.UNCLEAR : PaynetTeller.meaning(step, code);
    }

    @Override
    public Optional<Message> question(Slip slip) {
        return Optional.of(call("CheckTransaction", about(slip), secret()));
    }

    @Override
    public Stand stand(Heard heard) {
        return heard.status() == 200 ? PaynetTeller.stand(field(heard, "transactionState")) : Stand.UNCLEAR;
    }

    @Override
    public boolean asksFirst() {
        return true;
    }

    @Override
    public boolean repeatsItself(Step step) {
        return false;
    }
}
