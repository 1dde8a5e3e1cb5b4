package gateway.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.r2dbc.spi.Blob;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** Whoever hangs up while parameters are being made leaves none of them behind. */
class WholeStatementsModuleTest {

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final String ON_PURPOSE = "lost on purpose";

    private final Logger detector = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
    private final ListAppender<ILoggingEvent> lost = new ListAppender<>();

    @BeforeEach
    void follow() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        lost.start();
    }

    @AfterEach
    void leave() {
        detector.detachAppender(lost);
        ResourceLeakDetector.setLevel(before);
    }

    @Test
    void nothingIsLostOfStatementsThatAreGivenUpBetweenTheirParameters() {
        try (var live = LiveBooks.start(Stores.database())) {
            // Whoever starts takes away what listened to the log before.
            detector.addAppender(lost);
            var database = live.bean(DatabaseClient.class);
            for (long number = 0; number < 50; number++) {
                giveUp(database, number);
            }
            // They are all over when the pool's connections answer again.
            assertThat(database.sql("select 1 as one")
                            .map(row -> Columns.required(row, "one", Integer.class))
                            .one()
                            .block(DEADLINE))
                    .isEqualTo(1);
        }

        ByteBufAllocator.DEFAULT.buffer().touch(ON_PURPOSE);

        assertThat(reports()).allMatch(report -> report.contains(ON_PURPOSE));
    }

    /** The driver has made the number's buffer when it asks for the content; its asker hangs up at that moment. */
    private static void giveUp(DatabaseClient database, long number) {
        var asker = new BaseSubscriber<Long>() {};
        var content = Blob.from(Mono.fromSupplier(() -> {
            asker.cancel();
            return ByteBuffer.wrap("half".getBytes(StandardCharsets.UTF_8));
        }));
        database.sql("select :number::bigint, :content::bytea")
                .bind("number", number)
                .bind("content", content)
                .fetch()
                .rowsUpdated()
                .subscribe(asker);
    }

    /** Until what was lost on purpose is among them. */
    private List<String> reports() {
        var end = System.nanoTime() + DEADLINE.toNanos();
        while (told().stream().noneMatch(report -> report.contains(ON_PURPOSE))) {
            assertThat(System.nanoTime()).as("the detector sees nothing").isLessThan(end);
            System.gc();
            // It looks for what the collector found whenever somebody wants another one.
            ByteBufAllocator.DEFAULT.buffer().release();
        }
        return told();
    }

    private List<String> told() {
        return lost.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
