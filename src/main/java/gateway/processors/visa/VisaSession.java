package gateway.processors.visa;

import gateway.platform.iso8583.Frame;
import gateway.platform.iso8583.Frames;
import gateway.platform.iso8583.Header;
import gateway.platform.iso8583.IsoMessage;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection from sign-on to sign-off. Money flows only while it is signed on; when idle it asks the network
 * whether it is there, and closes after too many silences.
 */
final class VisaSession extends SimpleChannelInboundHandler<Frame> {

    private static final Logger LOG = LoggerFactory.getLogger(VisaSession.class);

    /** Network management codes, field 70. */
    private enum Management {
        SIGN_ON("071"),
        SIGN_OFF("072"),
        ECHO("301");

        private final String code;

        Management(String code) {
            this.code = code;
        }
    }

    private final VisaLink link;
    private final Exchanges exchanges;
    private final VisaSettings settings;
    private final Header header;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Asked asked;
    // Also read by a gauge, from its own thread.
    private volatile boolean signedOn;
    private boolean signingOff;
    private long lastHeard;
    private int missed;

    VisaSession(VisaLink link, Exchanges exchanges, VisaSettings settings) {
        super(Frame.class);
        this.link = link;
        this.exchanges = exchanges;
        this.settings = settings;
        this.header =
                new Header(settings.stations().network(), settings.stations().own());
    }

    boolean isSignedOn() {
        return signedOn;
    }

    /** The frame is on its way to the network from here on, whatever becomes of the connection. */
    void send(IsoMessage message) {
        var channel = open();
        var buffer = channel.alloc().buffer(256);
        Frames.write(header, message, buffer);
        channel.writeAndFlush(buffer).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    /** Called often; finds out whether something is overdue. */
    void tick(long now) {
        if (context == null) {
            return;
        }
        if (asked != null) {
            if (asked.deadline - now <= 0) {
                unanswered(asked, now);
            }
        } else if (signedOn && now - lastHeard >= settings.link().echoAfter().toNanos()) {
            ask(Management.ECHO, now);
        }
    }

    /** A message was not answered: if nothing else was heard since either, the connection may be dead. */
    void suspect(long now) {
        boolean quiet = now - lastHeard >= settings.timeout().toNanos();
        if (context != null && signedOn && quiet && asked == null) {
            ask(Management.ECHO, now);
        }
    }

    /** Says good-bye, then closes. */
    void signOff(long now) {
        if (context == null) {
            return;
        }
        if (signedOn && !signingOff) {
            signingOff = true;
            signedOn = false;
            ask(Management.SIGN_OFF, now);
        } else if (!signingOff) {
            close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        lastHeard = link.now();
        ask(Management.SIGN_ON, lastHeard);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext active, Frame frame) {
        lastHeard = link.now();
        switch (frame) {
            case Frame.KeepAlive() -> answerKeepAlive(active);
            case Frame.Message it -> read(it.message());
            case Frame.Rejected it -> rejected(it.reason(), it.original().orElse(null));
            case Frame.Malformed(var why) -> {
                LOG.debug("VISA sent what is no message: {}", why);
                exchanges.count(Exchanges.Stray.GARBLED);
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext active) {
        context = null;
        signedOn = false;
        exchanges.lose(this);
        link.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext active, Throwable cause) {
        LOG.debug("VISA connection failed", cause);
        close();
    }

    private void read(IsoMessage message) {
        switch (message.type()) {
            case "0800" ->
                send(IsoMessage.of("0810")
                        .echo(message, 7, 11, 37, 70)
                        .set(39, "00")
                        .build());
            case "0810" -> managed(message);
            default -> exchanges.answer(message);
        }
    }

    private void rejected(int reason, @Nullable IsoMessage original) {
        LOG.warn("VISA rejected a message, reason {}", reason);
        if (original == null) {
            exchanges.count(Exchanges.Stray.REJECTED);
        } else {
            exchanges.reject(original, reason);
        }
    }

    private void managed(IsoMessage answer) {
        if (asked == null || !answer.has(11, asked.trace) || !answer.has(70, asked.what.code)) {
            exchanges.count(Exchanges.Stray.UNMATCHED);
            return;
        }
        var what = asked.what;
        asked = null;
        missed = 0;
        boolean agreed = answer.has(39, "00");
        switch (what) {
            case SIGN_ON -> signedOn(agreed);
            case SIGN_OFF -> close();
            case ECHO -> {
                if (!agreed) {
                    close();
                }
            }
        }
    }

    private void signedOn(boolean agreed) {
        if (agreed) {
            signedOn = true;
            link.signedOn();
        } else {
            LOG.warn("VISA refused the sign-on");
            close();
        }
    }

    private void unanswered(Asked question, long now) {
        asked = null;
        missed++;
        if (question.what != Management.ECHO || missed >= settings.link().missedEchoes()) {
            LOG.warn("VISA does not answer {}: closing the connection", question.what);
            close();
        } else {
            ask(Management.ECHO, now);
        }
    }

    private void ask(Management what, long now) {
        var identity = link.nextManagement();
        asked = new Asked(what, identity.trace(), now + patience(what).toNanos());
        send(IsoMessage.of("0800")
                .set(7, identity.transmitted())
                .set(11, identity.trace())
                .set(37, identity.reference())
                .set(70, what.code)
                .build());
    }

    private Duration patience(Management what) {
        // Nobody waits long for a good-bye.
        var second = Duration.ofSeconds(1);
        return what == Management.SIGN_OFF && settings.timeout().compareTo(second) > 0 ? second : settings.timeout();
    }

    private static void answerKeepAlive(ChannelHandlerContext active) {
        var buffer = active.alloc().buffer(Frames.PREFIX);
        Frames.writeKeepAlive(buffer);
        active.writeAndFlush(buffer).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private void close() {
        var _ = open().close();
    }

    private ChannelHandlerContext open() {
        if (context == null) {
            throw new IllegalStateException("The connection is closed");
        }
        return context;
    }

    /** The one network management message that waits for its answer. */
    private record Asked(Management what, String trace, long deadline) {}
}
