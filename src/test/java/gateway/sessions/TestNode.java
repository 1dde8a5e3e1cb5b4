package gateway.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.packs.InForce;
import gateway.platform.crypto.Sha256;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import sandbox.embedded.Database;
import sandbox.mobile.Device;
import sandbox.sms.EskizProvider;

/** One node of the gateway with as many modules as signing in needs, on real stores, reached over HTTP. */
public final class TestNode implements AutoCloseable {

    public static final String STAFF_TOKEN = "staff-token-of-the-test";
    public static final String CLIENT = "core-banking";
    public static final String CLIENT_SECRET = "secret-of-the-test";

    private static final Pattern CODE = Pattern.compile("\\b(?=[A-Z0-9]*[0-9])(?=[A-Z0-9]*[A-Z])[A-Z0-9]{6}\\b");

    private final ConfigurableApplicationContext context;
    public final String url;
    public final TestClock clock;

    private TestNode(ConfigurableApplicationContext context) {
        this.context = context;
        this.url = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
        this.clock = context.getBean(TestClock.class);
    }

    public static TestNode start(Database database, URI redis, EskizProvider sms, Map<String, String> more) {
        var properties = new HashMap<String, Object>(database.properties());
        properties.put("server.port", "0");
        properties.put("server.address", "127.0.0.1");
        properties.put("management.server.port", "0");
        properties.put("management.endpoint.health.validate-group-membership", "false");
        properties.put("spring.main.banner-mode", "off");
        properties.put("spring.liquibase.enabled", "false");
        properties.put("spring.data.redis.url", redis.toString());
        properties.put("spring.data.redis.timeout", "500ms");
        properties.put("gateway.crypto.key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        properties.put("gateway.notifications.sms.eskiz.url", "http://127.0.0.1:" + sms.port() + "/api");
        properties.put("gateway.notifications.sms.eskiz.email", "bank@example.uz");
        properties.put("gateway.notifications.sms.eskiz.password", "right");
        properties.put("gateway.sessions.access.staff.admin.token-sha256", hash(STAFF_TOKEN));
        properties.put("gateway.sessions.access.staff.admin.roles", "administrator");
        properties.put("gateway.sessions.access.clients." + CLIENT, hash(CLIENT_SECRET));
        properties.putAll(more);
        var application = new SpringApplication(Modules.class);
        // As arguments: they win over application.yaml.
        return new TestNode(application.run(properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new)));
    }

    public WebTestClient http() {
        return WebTestClient.bindToServer()
                .baseUrl(url)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    public String property(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A request with the device's token and a fresh proof. */
    public WebTestClient.RequestBodySpec as(SignedIn who, HttpMethod method, String path) {
        var path0 = path.split("\\?", 2)[0];
        return http().method(method)
                .uri(path)
                .header("Authorization", "DPoP " + who.accessToken())
                .header("DPoP", proof(who.device(), method.name(), path0, who.accessToken()));
    }

    public String proof(Device device, String method, String path, @Nullable String token) {
        return device.proof(
                method, url + path, token, clock.instant(), UUID.randomUUID().toString());
    }

    /** Sends a code and gives the challenge's id. */
    public String challenge(String phone, Device device) {
        var answer = body(http().post()
                .uri("/v1/sign-in")
                .bodyValue(Map.of("phone", phone, "deviceKey", device.jwk(), "deviceName", "Phone of the test"))
                .exchange()
                .expectStatus()
                .isOk());
        assertThat(answer.keySet()).isEqualTo(Set.of("challengeId", "expiresAt"));
        return text(answer, "challengeId");
    }

    public WebTestClient.ResponseSpec confirm(String challenge, String code, Device device) {
        return http().post()
                .uri("/v1/sign-in/confirm")
                .header("DPoP", proof(device, "POST", "/v1/sign-in/confirm", null))
                .bodyValue(Map.of("challengeId", challenge, "code", code))
                .exchange();
    }

    public static String lastCode(EskizProvider sms, String phone) {
        var codes = sms.inbox().of(phone).stream()
                .map(message -> CODE.matcher(message.text()))
                .filter(Matcher::find)
                .map(Matcher::group)
                .toList();
        assertThat(codes).isNotEmpty();
        return codes.getFirst();
    }

    public SignedIn signIn(String phone, Device device, EskizProvider sms) {
        var challenge = challenge(phone, device);
        return tokens(confirm(challenge, lastCode(sms, phone), device), device);
    }

    public WebTestClient.ResponseSpec refresh(String refreshToken, Device device) {
        return http().post()
                .uri("/v1/tokens/refresh")
                .header("DPoP", proof(device, "POST", "/v1/tokens/refresh", null))
                .bodyValue(Map.of("refresh_token", refreshToken))
                .exchange();
    }

    public static SignedIn tokens(WebTestClient.ResponseSpec answer, Device device) {
        var body = body(answer.expectStatus().isOk());
        return new SignedIn(
                device,
                text(body, "access_token"),
                text(body, "refresh_token"),
                text(body, "session_id"),
                text(body, "customer_id"));
    }

    public static Map<?, ?> body(WebTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(
                answer.expectBody(Map.class).returnResult().getResponseBody());
    }

    public static String text(Map<?, ?> body, String name) {
        return String.valueOf(body.get(name));
    }

    /** Waits for what must come. */
    public static <T> T value(Mono<T> source) {
        return source.blockOptional(Duration.ofSeconds(60)).orElseThrow();
    }

    /** What a device holds after signing in. */
    public record SignedIn(Device device, String accessToken, String refreshToken, String session, String customer) {}

    private static String hash(String secret) {
        return HexFormat.of().formatHex(Sha256.of(secret));
    }

    @Override
    public void close() {
        context.close();
    }

    /** The modules of the node; not annotated as configuration, or other tests would find it by scanning. */
    @EnableAutoConfiguration
    @ConfigurationPropertiesScan({
        "gateway.platform",
        "gateway.ledger",
        "gateway.customers",
        "gateway.sessions",
        "gateway.notifications"
    })
    @ComponentScan(
            basePackages = {
                "gateway.platform",
                "gateway.ledger",
                "gateway.customers",
                "gateway.sessions",
                "gateway.notifications",
                "gateway.admin"
            },
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(EdgeServer|.*Test)(\\$.*)?"))
    static class Modules {

        @Bean
        @Primary
        Clock testClock() {
            return new TestClock();
        }

        /** Nobody activates packs here. */
        @Bean
        static BeanPostProcessor packsAsConfigured() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof InForce<?> pack ? pack.asConfigured() : bean;
                }
            };
        }
    }
}
