package gateway.crossborder.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.TakeLiquidity;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What many take of one correspondent in the same batch never comes to more than its cap. */
class LiquidityWriterTest {

    private static final Money CAP = usd(100);

    private static Money usd(long minor) {
        return new Money(minor, Asset.USD);
    }

    private static TakeLiquidity take(long minor) {
        return new TakeLiquidity("demo", usd(minor), CAP);
    }

    @Test
    void eachSeesWhatThoseBeforeItTook() {
        var back = new TakeLiquidity("demo", usd(-50), null);
        var batch = new LiquidityWriter().open(List.of(take(30), take(11), take(10), back));
        batch.found(0, row("demo", "USD", 60L));

        assertThat(batch.check(take(30))).isNull();
        batch.apply(take(30));
        assertThat(batch.check(take(11))).isInstanceOf(TakeLiquidity.Exhausted.class);
        assertThat(batch.check(take(10))).isNull();
        batch.apply(take(10));
        assertThat(batch.check(take(1))).isInstanceOf(TakeLiquidity.Exhausted.class);
        assertThat(batch.check(back)).as("giving back is never refused").isNull();
        batch.apply(back);
        assertThat(batch.check(take(50))).isNull();

        assertThat((Long[]) batch.rows().getLast().binds().getLast()).containsExactly(50L);
    }

    @Test
    void ofOneThatNothingWasTakenOfAllMayBeTaken() {
        var batch = new LiquidityWriter().open(List.of(take(100)));

        assertThat(batch.check(take(101))).isInstanceOf(TakeLiquidity.Exhausted.class);
        assertThat(batch.check(take(100))).isNull();
        batch.apply(take(100));

        assertThat((Long[]) batch.rows().getFirst().binds().getLast()).containsExactly(100L);
    }

    private static FoundRow row(Object... columns) {
        return new FoundRow() {

            @Override
            public <T> @Nullable T get(int column, Class<T> type) {
                return type.cast(columns[column]);
            }
        };
    }
}
