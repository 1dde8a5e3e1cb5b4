package gateway.webhooks.reach;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Stands before the socket. Whatever a name resolved to a moment ago, and however the address was written, the
 * connection is refused here unless the very address that it goes to may be reached.
 */
public final class ConnectGuard extends ChannelOutboundHandlerAdapter {

    private final Reach reach;

    public ConnectGuard(Reach reach) {
        this.reach = reach;
    }

    /** Nothing was sent, because the address is not a partner's. */
    public static final class NotReachable extends ConnectException {

        private static final long serialVersionUID = 1L;

        NotReachable() {
            super("This address is not called");
        }
    }

    @Override
    public void connect(ChannelHandlerContext context, SocketAddress remote, SocketAddress local, ChannelPromise done) {
        if (remote instanceof InetSocketAddress it && it.getAddress() != null && reach.permits(it.getAddress())) {
            var _ = context.connect(remote, local, done);
        } else {
            var _ = done.setFailure(new NotReachable());
        }
    }
}
