package gateway.processors.humo;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.CardRegistrar.Registration;
import gateway.cards.CardRegistrar.Registration.Reason;
import gateway.cards.Pan;
import gateway.cards.Scheme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.humo.HumoCards;
import sandbox.humo.HumoHost;

/** A card is vouched for only when the middleware says everything that it must. */
class HumoRegistrarTest {

    private static final String FULL = """
            {"id":"ID","result":{"listSize":1,"card":{"primaryAccountNumber":"PAN","expiry":"3012",
            "statuses":{"item":[{"type":"card","actionCode":"000"}]}},"mb":{"state":"on","phone":"998901234567"}}}""";

    @TempDir
    Path folder;

    private final ScriptedPaymentServer server = new ScriptedPaymentServer();
    private HumoHost host;

    @BeforeEach
    void open() {
        host = new HumoHost(0, 0, folder.resolve("humo.books"));
    }

    @AfterEach
    void close() {
        host.close();
        server.close();
    }

    @Test
    void confirmsAGoodCardWithItsHoldersPhone() {
        assertThat(begin(HumoCards.GOOD, Humo.EXPIRY)).isEqualTo(new Registration.Confirmed(null, "998901234567"));
        assertThat(begin(HumoCards.number("986000881112233"), Humo.EXPIRY))
                .isEqualTo(new Registration.Confirmed(null, "998901112233"));
    }

    @Test
    void refusesAnotherExpiry() {
        assertThat(begin(HumoCards.GOOD, YearMonth.of(2030, 11)))
                .isEqualTo(new Registration.Refused(Reason.EXPIRY_WRONG, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"101", "104", "208", "280"})
    void refusesACardThatIsNotActive(String status) {
        assertThat(begin(HumoCards.number("986000770000" + status), Humo.EXPIRY))
                .isEqualTo(new Registration.Refused(Reason.CARD_BLOCKED, status));
    }

    @Test
    void refusesACardThatDoesNotExist() {
        assertThat(begin(HumoCards.number("986000770000118"), Humo.EXPIRY))
                .isEqualTo(new Registration.Refused(Reason.CARD_UNKNOWN, "118"));
    }

    @Test
    void refusesACardWithoutAPhone() {
        assertThat(begin(HumoCards.number("986000760000001"), Humo.EXPIRY))
                .isEqualTo(new Registration.Refused(Reason.NOT_PERMITTED, "mb"));
    }

    @Test
    void isUnavailableWhenTheMiddlewareIs() {
        int port = host.middlewarePort();
        host.close();

        assertThat(begin(registrar(port), HumoCards.GOOD)).isEqualTo(new Registration.Unavailable("no connection"));
        host = new HumoHost(0, 0, folder.resolve("humo.books"));
    }

    @Test
    void hasNoCodeToConfirm() {
        assertThat(registrar(host.middlewarePort()).confirm("x", "1").block(Humo.PATIENCE))
                .isInstanceOf(Registration.Refused.class);
        assertThat(registrar(host.middlewarePort()).scheme()).isEqualTo(Scheme.HUMO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "not json",
                "{\"id\":\"other\",\"result\":{}}",
                "{\"id\":\"ID\"}",
                "{\"id\":\"ID\",\"result\":{\"card\":{\"primaryAccountNumber\":\"9860010000000025\"}}}",
                "{\"id\":\"ID\",\"error\":{\"code\":10001,\"message\":\"busy\"}}"
            })
    void decidesNothingOnNonsense(String body) {
        assertThat(scripted(body)).isInstanceOf(Registration.Unavailable.class);
    }

    @Test
    void vouchesForNothingThatIsMissing() {
        assertThat(scripted(FULL)).isInstanceOf(Registration.Confirmed.class);
        assertThat(scripted(FULL.replace("\"actionCode\":\"000\"", "\"a\":1")))
                .isInstanceOf(Registration.Refused.class);
        assertThat(scripted(FULL.replace("\"type\":\"card\"", "\"type\":\"x\"")))
                .isInstanceOf(Registration.Refused.class);
        assertThat(scripted(FULL.replace("\"3012\"", "null"))).isInstanceOf(Registration.Refused.class);
        assertThat(scripted(FULL.replace("\"on\"", "\"off\""))).isInstanceOf(Registration.Refused.class);
        assertThat(scripted(FULL.replace("998901234567", "call me"))).isInstanceOf(Registration.Refused.class);
        assertThat(scripted(FULL.replace("\"listSize\":1", "\"listSize\":0"))).isInstanceOf(Registration.Refused.class);
        assertThat(scripted("[".repeat(10_000))).isInstanceOf(Registration.Unavailable.class);
        assertThat(scripted("[" + "1,".repeat(500_000))).isInstanceOf(Registration.Unavailable.class);
    }

    private Registration scripted(String body) {
        server.saysAsAsked(question -> body.replace("ID", question.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1"))
                .replace("PAN", HumoCards.GOOD));
        return begin(registrar(server.port()), HumoCards.GOOD);
    }

    private Registration begin(String pan, YearMonth expiry) {
        return Objects.requireNonNull(registrar(host.middlewarePort())
                .begin(Pan.parse(pan).orElseThrow(), expiry)
                .block(Humo.PATIENCE));
    }

    private static Registration begin(HumoRegistrar registrar, String pan) {
        return Objects.requireNonNull(
                registrar.begin(Pan.parse(pan).orElseThrow(), Humo.EXPIRY).block(Humo.PATIENCE));
    }

    private static HumoRegistrar registrar(int port) {
        return new HumoRegistrar(Humo.settings(1, port, Duration.ofSeconds(2)), Humo.IDS);
    }
}
