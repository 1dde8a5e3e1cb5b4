package gateway.processors.payme;

import gateway.processors.HttpLine;
import gateway.processors.JsonRpc;
import gateway.processors.JsonRpc.Reply;
import gateway.processors.payme.PaymeMessage.CreateReceipt;
import gateway.processors.payme.PaymeMessage.Request;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The wire to Payme. */
@Component
final class PaymeClient implements AutoCloseable {

    private final JsonRpc rpc;
    private final PaymeSettings settings;

    PaymeClient(PaymeSettings settings) {
        this.settings = settings;
        this.rpc = new JsonRpc(new HttpLine("payme", settings.url(), settings.http()), "X-Auth");
    }

    /** Emits once, never errors, within the time-out. */
    Mono<Reply> ask(Request request) {
        return rpc.ask(request, auth(request), within(request));
    }

    @Override
    public void close() {
        rpc.close();
    }

    private String auth(Request request) {
        return request.isSigned() ? settings.cashbox() + ":" + settings.key() : settings.cashbox();
    }

    private Duration within(Request request) {
        return request instanceof CreateReceipt ? settings.namingTimeout() : settings.timeout();
    }
}
