package gateway.crossborder.rates;

import gateway.platform.http.OutgoingLinks;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/** A provider over HTTP. */
final class HttpRateProvider implements RateProvider {

    private static final int OK = 200;
    private static final int LARGEST = 256 * 1024;
    private static final Map<String, RateFormat> FORMATS = Map.of("cbu", new CbuFeed(), "bid-ask", new BidAskFeed());

    private final RateSettings.Provider settings;
    private final RateFormat format;
    private final HttpClient http;
    private final Duration timeout;

    HttpRateProvider(RateSettings.Provider settings, Duration timeout, OutgoingLinks links) {
        this.settings = settings;
        this.format = FORMATS.getOrDefault(settings.format(), new CbuFeed());
        this.http = links.to(
                settings.url(),
                settings.sslBundle(),
                HttpClient.create().disableRetry(true).responseTimeout(timeout));
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Mono<List<Observation>> ask() {
        return http.get()
                .uri(settings.url().toString())
                .response(HttpRateProvider::body)
                .next()
                .timeout(timeout)
                .map(body -> format.read(settings.name(), body));
    }

    private static Mono<byte[]> body(HttpClientResponse response, ByteBufFlux content) {
        if (response.status().code() != OK) {
            return Mono.error(
                    new UnreadableRates("answered with " + response.status().code()));
        }
        return content.retain()
                .reduceWith(Unpooled::compositeBuffer, HttpRateProvider::with)
                .map(HttpRateProvider::bytes);
    }

    private static CompositeByteBuf with(CompositeByteBuf all, io.netty.buffer.ByteBuf next) {
        if (all.readableBytes() + next.readableBytes() > LARGEST) {
            next.release();
            all.release();
            throw new UnreadableRates("larger than " + LARGEST + " bytes");
        }
        return all.addComponent(true, next);
    }

    private static byte[] bytes(CompositeByteBuf all) {
        try {
            return ByteBufUtil.getBytes(all);
        } finally {
            all.release();
        }
    }
}
