package gateway.crossborder.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.netty.ByteBufFlux;

/** What a provider sends is read within bounds, and nothing of it stays in the network's memory. */
class HttpRateProviderTest {

    @Test
    void whatComesInPartsIsOneText() {
        var parts = List.of(part("[{"), part("}]"));

        assertThat(new String(
                        HttpRateProvider.bytes(content(parts, Flux.empty())).block(), StandardCharsets.UTF_8))
                .isEqualTo("[{}]");
        assertThat(parts).allMatch(HttpRateProviderTest::isGone);
    }

    @Test
    void whatBreaksOffHalfWayLeavesNothing() {
        var parts = List.of(part("[{"), part("x"));

        assertThatThrownBy(() -> HttpRateProvider.bytes(content(parts, Flux.error(new IOException("reset"))))
                        .block())
                .hasRootCauseInstanceOf(IOException.class);

        assertThat(parts).allMatch(HttpRateProviderTest::isGone);
    }

    @Test
    void whatIsTooLargeIsNotReadToItsEnd() {
        var parts = Stream.generate(() -> part("x".repeat(100 * 1024))).limit(4).toList();

        assertThatThrownBy(() ->
                        HttpRateProvider.bytes(content(parts, Flux.empty())).block())
                .isInstanceOf(UnreadableRates.class)
                .hasMessage("larger than 262144 bytes");

        assertThat(parts).allMatch(HttpRateProviderTest::isGone);
    }

    private static ByteBufFlux content(List<ByteBuf> parts, Flux<ByteBuf> end) {
        return ByteBufFlux.fromInbound(Flux.fromIterable(parts).concatWith(end));
    }

    private static ByteBuf part(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    /** A connection gives free what it has handed on. */
    private static boolean isGone(ByteBuf part) {
        return part.release();
    }
}
