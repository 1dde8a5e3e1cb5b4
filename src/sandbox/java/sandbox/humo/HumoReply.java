package sandbox.humo;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import sandbox.faults.Fault;

/**
 * What PaymentServer is about to say.
 *
 * @param mischief what goes wrong on the way
 */
record HumoReply(int status, String body, Optional<Fault> mischief) {

    private static final String HEAD = """
        <?xml version='1.0' encoding='UTF-8'?>
        <SOAP-ENV:Envelope xmlns:SOAP-ENV='http://schemas.xmlsoap.org/soap/envelope/' \
        xmlns:SOAP-ENC='http://schemas.xmlsoap.org/soap/encoding/' \
        xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:xsd='http://www.w3.org/2001/XMLSchema' \
        xmlns:wsa='http://schemas.xmlsoap.org/ws/2004/08/addressing' xmlns:cs='urn:CardServices' \
        xmlns:ebppif1='urn:PaymentServer' xmlns:el='urn:ExtListsServices' xmlns:iiacs='urn:IIACardServices' \
        xmlns:lm='urn:Limits'><SOAP-ENV:Body\
        """;
    private static final String ENCODED = " SOAP-ENV:encodingStyle='http://schemas.xmlsoap.org/soap/encoding/'>";
    private static final String TAIL = "</SOAP-ENV:Body></SOAP-ENV:Envelope>";

    static HumoReply ok(String payload) {
        return new HumoReply(200, HEAD + ENCODED + payload + TAIL, Optional.empty());
    }

    static HumoReply fault(String code, String description) {
        var payload = "><SOAP-ENV:Fault><faultcode>SOAP-ENV:Client</faultcode><faultstring></faultstring><detail>"
                + "<ebppif1:PaymentServerException><provider>EBPP</provider><error>" + code + "</error><description>"
                + description + "</description><screen>EBPP-1</screen></ebppif1:PaymentServerException></detail>"
                + "</SOAP-ENV:Fault>";
        return new HumoReply(500, HEAD + payload + TAIL, Optional.empty());
    }

    HumoReply with(Optional<Fault> fault) {
        return new HumoReply(status, body, fault);
    }

    CompletableFuture<HumoReply> now() {
        return CompletableFuture.completedFuture(this);
    }

    static String item(String name, Object value) {
        return "<item><name>" + name + "</name><value>" + value + "</value></item>";
    }
}
