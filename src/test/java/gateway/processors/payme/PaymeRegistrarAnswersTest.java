package gateway.processors.payme;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gateway.cards.CardRegistrar.Registration;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the registrar takes for a yes, of a Payme that says whatever a test wants. */
class PaymeRegistrarAnswersTest {

    private static final String TOKEN = "token-of-the-card";
    private static final Pattern ID = Pattern.compile("\"id\":([0-9]+)");

    private HttpServer payme;
    private PaymeClient client;
    private PaymeRegistrar registrar;
    private volatile String result = "{}";

    @BeforeEach
    void open() throws IOException {
        payme = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        payme.createContext("/api", this::answer);
        payme.start();
        client = new PaymeClient(PaymeRig.settings(payme.getAddress().getPort(), Duration.ofSeconds(14)));
        registrar = new PaymeRegistrar(client);
    }

    @AfterEach
    void close() {
        client.close();
        payme.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var asked = ID.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var id = asked.find() ? asked.group(1) : "0";
        var body = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
                .formatted(id, result)
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private Registration confirmed(String token, boolean verified) {
        result = "{\"card\":{\"token\":\"%s\",\"verify\":%s}}".formatted(token, verified);
        return PaymeRig.now(registrar.confirm(TOKEN, PaymeRig.CODE));
    }

    @Test
    void aCodeConfirmsTheTokenThatItWasSentFor() {
        assertThat(confirmed(TOKEN, true)).isInstanceOf(Registration.Confirmed.class);
        assertThat(confirmed(TOKEN, false)).isInstanceOf(Registration.Unavailable.class);
        assertThat(confirmed("token-of-another", true)).isInstanceOf(Registration.Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {"{\"success\":true}|true", "{\"success\":false}|false", "{}|false"})
    void aTokenIsGoneWhenPaymeSaysSo(String said, boolean gone) {
        result = said;

        assertThat(PaymeRig.now(registrar.remove(TOKEN))).isEqualTo(gone);
    }
}
