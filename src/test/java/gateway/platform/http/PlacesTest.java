package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerState;

class PlacesTest {

    private static final Duration LATE = Duration.ofMillis(50);
    private static final int MOST = 512;

    private final AtomicLong clock = new AtomicLong();
    private final Places places = new Places(MOST, LATE, clock::get);

    @Test
    void fewerWhileALoopIsLateAndMoreAgainWhenNoneIs() {
        hears(LATE);
        assertThat(places.open()).isEqualTo(410);
        hears(LATE.minusNanos(1));
        assertThat(places.open()).isEqualTo(431);
        IntStream.range(0, 10).forEach(_ -> hears(Duration.ZERO));
        assertThat(places.open()).isEqualTo(MOST);
    }

    @Test
    void oneLateLoopIsEnough() {
        places.waited(LATE.toNanos());
        hears(Duration.ZERO);
        assertThat(places.open()).isEqualTo(410);
    }

    /** A pause of the collector makes everybody late at once, for one step. */
    @Test
    void changesOnceAStep() {
        IntStream.range(0, 100).forEach(_ -> places.waited(LATE.toNanos()));
        assertThat(places.open()).isEqualTo(MOST);
        hears(LATE);
        IntStream.range(0, 100).forEach(_ -> places.waited(LATE.toNanos()));
        assertThat(places.open()).isEqualTo(410);
    }

    @Test
    void someAreLeftHoweverLateItIs() {
        IntStream.range(0, 100).forEach(_ -> hears(Duration.ofSeconds(5)));
        assertThat(places.open()).isEqualTo(MOST / Places.LEFT);
    }

    @Property
    void neverMoreThanSetAndNeverNone(@ForAll @IntRange(min = 1, max = 100_000) int most, @ForAll boolean late) {
        int open = most;
        for (int i = 0; i < 100; i++) {
            int next = Places.next(open, most, late);
            assertThat(next).isBetween(1, most);
            assertThat(late ? open - next : next - open).isGreaterThanOrEqualTo(0);
            open = next;
        }
    }

    @Test
    void aLoopThatIsBusySaysSoBeforeItIsIdleAgain() throws InterruptedException {
        var real = new Places(MOST, LATE, System::nanoTime);
        var loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        var channel = new NioSocketChannel();
        loop.register(channel).sync();
        Connection connection = () -> channel;
        var asked = new CountDownLatch(1);
        try {
            loop.execute(() -> {
                var until = System.nanoTime() + Duration.ofMillis(400).toNanos();
                while (System.nanoTime() - until < 0) {
                    real.hear(connection, HttpServerState.REQUEST_RECEIVED);
                }
                asked.countDown();
            });
            assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(real.open()).isLessThan(MOST);
        } finally {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    private void hears(Duration waited) {
        clock.addAndGet(Places.STEP.toNanos());
        places.waited(waited.toNanos());
    }
}
