package gateway.crossborder.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.UseQuote;
import gateway.crossborder.UseQuote.QuoteRefusal;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.shared.ids.QuoteId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of many who use one quote in the same batch one gets it, and nobody once it has expired. */
class QuoteUseWriterTest {

    private static final Instant END = Instant.parse("2026-05-22T06:10:00Z");
    private static final QuoteId QUOTE = new QuoteId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0503L));

    @Test
    void theSecondOfABatchIsRefused() {
        var use = new UseQuote(QUOTE, END.minusSeconds(1));
        var batch = new QuoteUseWriter().open(List.of(use, use));
        batch.found(0, row("open"));

        assertThat(batch.check(use)).isNull();
        batch.apply(use);

        assertThat(batch.check(use)).isEqualTo(QuoteRefusal.USED);
        assertThat(batch.rows())
                .singleElement()
                .satisfies(it -> assertThat(it.expected()).isEqualTo(1));
    }

    @Test
    void whatWasUsedBeforeIsRefused() {
        var use = new UseQuote(QUOTE, END.minusSeconds(1));
        var batch = new QuoteUseWriter().open(List.of(use));
        batch.found(0, row("used"));

        assertThat(batch.check(use)).isEqualTo(QuoteRefusal.USED);
    }

    @Test
    void whatNobodyHasQuotedIsRefused() {
        var use = new UseQuote(QUOTE, END.minusSeconds(1));

        assertThat(new QuoteUseWriter().open(List.of(use)).check(use)).isEqualTo(QuoteRefusal.NOT_FOUND);
    }

    /** It may have expired while the payment waited for its code, and at that very moment it has. */
    @Test
    void whatExpiredMeanwhileIsRefused() {
        var late = new UseQuote(QUOTE, END);
        var batch = new QuoteUseWriter().open(List.of(late));
        batch.found(0, row("open"));

        assertThat(batch.check(late)).isEqualTo(QuoteRefusal.EXPIRED);
        assertThat(batch.check(new UseQuote(QUOTE, END.minusNanos(1)))).isNull();
    }

    private static FoundRow row(String state) {
        var columns = List.<Object>of(QUOTE.value(), state, END);
        return new FoundRow() {

            @Override
            public <T> @Nullable T get(int column, Class<T> type) {
                return type.cast(columns.get(column));
            }
        };
    }
}
