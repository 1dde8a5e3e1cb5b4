package gateway.platform.http;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/** Takes the watch off every connection: a control, for tests that say {@code test.look-away=true}. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnProperty("test.look-away")
final class LookAway implements NettyServerCustomizer {

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((_, channel, _) -> channel.pipeline().remove(WatchConnection.class));
    }
}
