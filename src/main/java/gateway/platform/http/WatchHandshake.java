package gateway.platform.http;

import gateway.platform.http.CertificateDoor.Guard;
import gateway.platform.http.GuardedTrust.Distrusted;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the guard of a door whom TLS did not let in. */
final class WatchHandshake extends ChannelInboundHandlerAdapter {

    /** As OpenSSL and the JDK say that a client showed no certificate; neither has a code for it. */
    private static final List<String> NOTHING_SHOWN =
            List.of("PEER_DID_NOT_RETURN_A_CERTIFICATE", "Empty client certificate chain");

    private final Guard guard;

    WatchHandshake(Guard guard) {
        this.guard = guard;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent done) {
            context.pipeline().remove(this);
            if (!done.isSuccess()) {
                guard.refused(why(done.cause()));
            }
        }
        context.fireUserEventTriggered(event);
    }

    private static String why(@Nullable Throwable failure) {
        for (var it = failure; it != null; it = it.getCause()) {
            if (it instanceof Distrusted distrusted) {
                return distrusted.why();
            }
            var said = String.valueOf(it.getMessage());
            if (NOTHING_SHOWN.stream().anyMatch(said::contains)) {
                return "none";
            }
        }
        return "broken";
    }
}
