package gateway.platform.http;

import gateway.platform.observability.RequestMeter;
import gateway.platform.observability.Trace;
import gateway.platform.observability.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Answers whom a full node has to send away on the HTTP/2 stream itself, with what {@link Admission} and
 * {@link ProblemHandler} would say, for half of what it costs through the framework: a node must be able to send away
 * many times as many as it serves. Only customers' own requests, which all hear the same.
 */
@Component
final class SendAway {

    private static final String CUSTOMERS = "/v1/";
    private static final AsciiString HEAD = AsciiString.cached("HEAD");
    private static final String NO_STORE = "no-store";

    private final Admission admission;
    private final ObjectProvider<ProblemBody> body;
    private final MeterRegistry meters;
    private final Traces traces;

    /** @param body asked for when it is needed first: the servers are made before the modules that know its words */
    SendAway(Admission admission, ObjectProvider<ProblemBody> body, MeterRegistry meters, Traces traces) {
        this.admission = admission;
        this.body = body;
        this.meters = meters;
        this.traces = traces;
    }

    boolean isDue(Http2Headers asked) {
        return admission.isFull()
                && asked.path().toString().startsWith(CUSTOMERS)
                && !HEAD.contentEquals(asked.method());
    }

    /** The whole answer; what comes of the request after that is nobody's. */
    void answer(ChannelHandlerContext stream, Http2Headers asked) {
        var began = Timer.start(meters);
        var problem = admission.turnAway();
        var accepted = new HttpHeaders();
        text(asked, HttpHeaders.ACCEPT_LANGUAGE).ifPresent(it -> accepted.set(HttpHeaders.ACCEPT_LANGUAGE, it));
        var language = ProblemTexts.choose(ProblemHandler.accepted(accepted));
        var trace = traces.of(text(asked, Trace.HEADER).orElse(null));
        var bytes = body.getObject().of(problem, language, pathOf(asked), Optional.of(trace));
        var headers = new DefaultHttp2Headers(false)
                .status(String.valueOf(problem.type().status()))
                .set(Trace.HEADER, trace.header())
                .set(lower(HttpHeaders.CONTENT_TYPE), MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(lower(HttpHeaders.CONTENT_LANGUAGE), language.toLanguageTag())
                .set(lower(HttpHeaders.CACHE_CONTROL), NO_STORE)
                .set(lower(HttpHeaders.VARY), HttpHeaders.ACCEPT_LANGUAGE)
                .set(lower(HttpHeaders.RETRY_AFTER), String.valueOf(Admission.RETRY_AFTER_SECONDS))
                .set(lower(HttpHeaders.CONTENT_LENGTH), String.valueOf(bytes.length));
        var _ = stream.write(new DefaultHttp2HeadersFrame(headers));
        var _ = stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes), true));
        long nanos = began.stop(admission.refusals());
        RequestMeter.sentAway(meters, asked.method().toString(), problem.type().status())
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private static String pathOf(Http2Headers asked) {
        var path = asked.path().toString();
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    private static Optional<String> text(Http2Headers asked, String name) {
        @Nullable CharSequence value = asked.get(lower(name));
        return Optional.ofNullable(value).map(CharSequence::toString);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
