package gateway.crossborder.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.TakeLiquidity;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** What correspondents let us owe, taken by two nodes. */
class LiquidityWriterModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long CAP = 100;

    private static LiveBooks here;
    private static LiveBooks there;

    @BeforeAll
    static void start() {
        var database = Stores.database();
        // However busy the machine is, nobody who races is sent away.
        here = LiveBooks.start(database, LiquidityWriter.class, "gateway.journal.max-wait=30s");
        there = LiveBooks.start(database, LiquidityWriter.class, "gateway.journal.max-wait=30s");
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
    }

    private static <T> T now(Mono<T> work) {
        return work.blockOptional(PATIENCE).orElseThrow();
    }

    private static Mono<Decision> take(LiveBooks node, String correspondent, long minor, @Nullable Long cap) {
        var part = new TakeLiquidity(
                correspondent, new Money(minor, Asset.USD), cap == null ? null : new Money(cap, Asset.USD));
        return node.journal().commit(new Entry(0, Priority.NEW, List.of(part)));
    }

    private static long used(String correspondent) {
        return now(here.bean(DatabaseClient.class)
                .sql("select used_minor from crossborder.liquidity where correspondent = :it and currency = 'USD'")
                .bind("it", correspondent)
                .map(row -> row.get(0, Long.class))
                .one());
    }

    @Test
    void howeverManyTakeAtOnceNoMoreIsTakenThanThereIs() {
        var decisions = now(Flux.range(0, 64)
                .flatMap(n -> take(n % 2 == 0 ? here : there, "debk", 10, CAP), 64)
                .collectList());

        assertThat(decisions).filteredOn(Decision.COMMITTED::equals).hasSize(10);
        assertThat(decisions)
                .filteredOn(new Decision.Refused(new TakeLiquidity.Exhausted())::equals)
                .hasSize(54);
        assertThat(used("debk")).isEqualTo(CAP);
    }

    @Test
    void whatIsGivenBackIsTakenAgain() {
        assertThat(now(take(here, "usbk", CAP, CAP))).isEqualTo(Decision.COMMITTED);
        assertThat(now(take(there, "usbk", 1, CAP))).isEqualTo(new Decision.Refused(new TakeLiquidity.Exhausted()));

        assertThat(now(take(there, "usbk", -1, null))).isEqualTo(Decision.COMMITTED);
        assertThat(now(take(here, "usbk", 1, CAP))).isEqualTo(Decision.COMMITTED);
        assertThat(used("usbk")).isEqualTo(CAP);
    }

    /** Two people have made the cap smaller than what is owed already. */
    @Test
    void whatIsOwedBeyondACapThatShrankIsNoneOfTheNext() {
        assertThat(now(take(here, "smbk", CAP, CAP))).isEqualTo(Decision.COMMITTED);

        assertThat(now(take(there, "smbk", 1, CAP / 2))).isEqualTo(new Decision.Refused(new TakeLiquidity.Exhausted()));
        assertThat(now(take(there, "smbk", -10, null))).isEqualTo(Decision.COMMITTED);
        assertThat(used("smbk")).isEqualTo(CAP - 10);
    }
}
