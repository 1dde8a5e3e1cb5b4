package gateway.crossborder.rates;

import gateway.platform.http.OutgoingLinks;
import java.io.ByteArrayOutputStream;
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
        return bytes(content);
    }

    // Never more than is read: whoever sends without end must not fill our memory, nor who stops half way.
    static Mono<byte[]> bytes(ByteBufFlux content) {
        return content.asByteArray()
                .collect(ByteArrayOutputStream::new, HttpRateProvider::add)
                .map(ByteArrayOutputStream::toByteArray);
    }

    private static void add(ByteArrayOutputStream all, byte[] more) {
        if (all.size() + more.length > LARGEST) {
            throw new UnreadableRates("larger than " + LARGEST + " bytes");
        }
        all.writeBytes(more);
    }
}
