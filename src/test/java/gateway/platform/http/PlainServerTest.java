package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.publisher.Mono;

/** The server is always there; whether it begins is the deployment's to say. */
class PlainServerTest {

    @Test
    void beginsOnlyWhereAPortIsNamed() {
        assertThat(server(null).isAutoStartup()).isFalse();
        assertThat(server(0).isAutoStartup()).isTrue();
        assertThat(server(8080).isAutoStartup()).isTrue();
    }

    private static PlainServer server(@Nullable Integer port) {
        var settings = new HttpSettings(
                port,
                1_000,
                256,
                512,
                Duration.ofMillis(50),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                Duration.ZERO);
        var limits = Limits.of(settings, new SimpleMeterRegistry());
        return new PlainServer(settings, limits, new ReactorResourceFactory(), (_, _) -> Mono.empty());
    }
}
