package gateway.inbound.web;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.inbound.To;
import gateway.inbound.web.TransferRequests.CheckCredit;
import gateway.inbound.web.TransferRequests.ReceiverBanks;
import gateway.inbound.web.TransferRequests.ReceiverCard;
import gateway.inbound.web.TransferRequests.ReceiverCards;
import gateway.inbound.web.TransferRequests.SenderOf;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class InboundDoorTest {

    private static final String PAN = "8600495473316478";

    /** Callers without a key are counted too; what they write must not become a time series each. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/cbt/v1/transfer/status", "/cbt/v1/transfer/status;x=1", "/cbt/v1/transfer/%73tat%75s;a=b;c=d"})
    void aCallIsCountedAsItIsMapped(String path) {
        var request =
                MockServerHttpRequest.method(HttpMethod.POST, URI.create(path)).build();

        assertThat(InboundDoor.method(request)).isEqualTo("status");
    }

    @Test
    void whoSendsAndWhoGetsStaysOutOfLogs() {
        var sender = new SenderOf("TESTOV IVAN", "2000-04-18", "398", "N1000000", null, null);
        var check = new CheckCredit(
                "a1", "4000", "CARD", PAN, null, 1, null, "USD", "UZS", "1.0000", "KZ", sender, null, null);

        assertThat(sender + " " + check + " " + new ReceiverBanks("998901234567"))
                .isEqualTo("SenderOf[***] CheckCredit[***] ReceiverBanks[***]");
        assertThat(new ReceiverCard(PAN) + " " + new ReceiverCards("998901234567") + " " + new To.Card(PAN) + " "
                        + new To.Phone("998901234567"))
                .isEqualTo("ReceiverCard[***] ReceiverCards[***] Card[***] Phone[***]");
    }
}
