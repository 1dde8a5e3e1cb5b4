package gateway.platform.http;

import gateway.platform.http.CertificateDoor.Guard;
import gateway.platform.http.GuardedTrust.Distrusted;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;

/** Tells the guard of a door whom TLS did not let in. */
final class WatchHandshake extends ChannelInboundHandlerAdapter {

    /** As the JDK says that a client was asked for a certificate and showed none; it has no code for it. */
    private static final String NOTHING_SHOWN = "Empty client certificate chain";

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
            if (String.valueOf(it.getMessage()).contains(NOTHING_SHOWN)) {
                return "none";
            }
        }
        return "broken";
    }
}
