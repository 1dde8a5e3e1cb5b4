package gateway.processors.click;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.LegRequest.Kind;
import gateway.processors.LegRequest.Purse;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome.Approved;
import gateway.processors.RailRig;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A bill is paid, and over, while we ask about it. */
class ClickBillRaceTest {

    private static final String NAME = "20261127-0198c0de-0000-7000-8000-000000000001";

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void aBillThatIsPaidAndOverBetweenTwoQuestionsIsPaid() {
        var server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::answer)
                .bindNow();
        var client = new ClickClient(ClickRig.settings(server.port(), RailRig.PATIENCE), Clock.systemUTC());
        try {
            var bills = new ClickBills(client, new ClickBooks(client, Clock.systemUTC()));
            var request = RailRig.request(Kind.DEBIT, new Purse.ByBill("998900001000"), 1_000, null);

            var finding = RailRig.now(bills.inquire(new Leg(request, new MessageIdentity(NAME), "5")));

            assertThat(finding).isEqualTo(new Finding.Done(new Approved("17", null)));
        } finally {
            client.close();
            server.disposeNow();
        }
    }

    // The customer pays right after our first question.
    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        boolean paid = asked.getAndIncrement() > 0;
        var path = request.uri();
        if (path.contains("/invoice/status/")) {
            return said(response, "{\"error_code\":0,\"invoice_status\":" + (paid ? -99 : 0) + "}");
        }
        if (path.contains("/status_by_mti/")) {
            return paid
                    ? said(response, "{\"error_code\":0,\"payment_id\":17,\"merchant_trans_id\":\"" + NAME + "\"}")
                    : said(response.status(404), "{\"error_code\":-1}");
        }
        return said(response, "{\"error_code\":0,\"payment_id\":17,\"payment_status\":2}");
    }

    private static Mono<Void> said(HttpServerResponse response, String json) {
        return response.sendString(Mono.just(json)).then();
    }
}
