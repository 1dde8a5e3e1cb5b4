package sandbox.mobile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.mobile.Phone.Errand;

/** What the terminal says when the gateway says no. */
class PhoneTest {

    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private HttpServer gateway;
    private String answer = "";
    private int status = 422;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        gateway.createContext("/", exchange -> {
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"title":"No such card","detail":"The check digit is wrong","field":"pan"} \
            | 422 No such card: The check digit is wrong (field pan)
            {"title":"Too many cards","detail":"Ten are linked"} | 422 Too many cards: Ten are linked
            {"title":"Locked"} | 422 Locked
            Bad gateway | 422 Bad gateway
            '' | 422 without a word
            """)
    void aRefusedCardIsOneLineThatSaysWhy(String body, String line) throws Exception {
        answer = body;

        assertThat(run(this::link)).isEqualTo(1);
        assertThat(complaints()).isEqualTo(line + System.lineSeparator());
    }

    @Test
    void aRefusedSignInToo() throws Exception {
        status = 429;
        answer = "{\"title\":\"Too many codes\",\"detail\":\"Wait\"}";

        assertThat(run(() -> phone().signIn("998901234567").hashCode())).isEqualTo(1);
        assertThat(complaints()).isEqualTo("429 Too many codes: Wait" + System.lineSeparator());
    }

    @Test
    void whoIsNotSignedInAndWhoseCodeDoesNotComeHearsThat() throws Exception {
        status = 200;
        answer = "[]";

        assertThat(run(() -> phone().refresh().hashCode())).isEqualTo(1);
        assertThat(run(() -> phone().code("998901234567").length())).isEqualTo(1);
        assertThat(complaints().lines()).containsExactly("Sign in first", "No code arrived on 998901234567");
    }

    @Test
    void aGatewayThatIsAwayIsOneLine() throws Exception {
        Errand nobody = () -> {
            throw new UncheckedIOException(new ConnectException("refused"));
        };

        assertThat(run(nobody)).isEqualTo(1);
        assertThat(complaints().lines()).singleElement().asString().startsWith("No answer: is ./gateway run up");
    }

    @Test
    void whatWorksSaysNothing() throws Exception {
        status = 201;
        answer = "{\"id\":\"card_1\"}";

        assertThat(run(this::link)).isZero();
        assertThat(complaints()).isEmpty();
    }

    private int link() {
        return phone().linkCard("8600490000000001", "2030-12", "998901234567").isEmpty() ? 404 : 200;
    }

    private MobileApp phone() {
        var address = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
        return new MobileApp(address, address, Device.fresh(), null);
    }

    private int run(Errand errand) throws Exception {
        return Phone.exitCode(errand, new PrintStream(complaints, true, StandardCharsets.UTF_8));
    }

    private String complaints() {
        return complaints.toString(StandardCharsets.UTF_8);
    }
}
