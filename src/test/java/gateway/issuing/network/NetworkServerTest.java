package gateway.issuing.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

/** The server is always there; whether it listens is the deployment's to say. */
class NetworkServerTest {

    @EnableConfigurationProperties(NetworkSettings.class)
    static class Parts {

        // Nobody sends it a frame.
        @Bean
        NetworkServer server(NetworkSettings settings) {
            return new NetworkServer(settings, null);
        }
    }

    private static ApplicationContextRunner with(String... settings) {
        return new ApplicationContextRunner().withUserConfiguration(Parts.class).withPropertyValues(settings);
    }

    @Test
    void listensOnlyWhereAPortIsNamed() {
        with().run(context ->
                assertThat(context.getBean(NetworkServer.class).port()).isEqualTo(-1));
        with("gateway.issuing.network.port=0")
                .run(context ->
                        assertThat(context.getBean(NetworkServer.class).port()).isPositive());
    }
}
