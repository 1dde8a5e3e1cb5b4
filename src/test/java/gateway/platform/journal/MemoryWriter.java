package gateway.platform.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a writer of another module: it decides in memory, and neither reads nor writes.
 *
 * @param against what speaks against a part; null when nothing does
 * @param accepted hears of the parts of entries that nobody refused
 */
public record MemoryWriter<P extends Part>(
        Class<P> kind, int order, Function<P, @Nullable Refusal> against, Consumer<P> accepted)
        implements PartWriter<P> {

    /** One that only looks. */
    public MemoryWriter(Class<P> kind, int order, Function<P, @Nullable Refusal> against) {
        this(kind, order, against, part -> {});
    }

    @Override
    public List<Read> reads() {
        return List.of();
    }

    @Override
    public List<String> writes() {
        return List.of();
    }

    @Override
    public Batch<P> open(List<P> parts) {
        var applied = new ArrayList<P>();
        return new Batch<>() {

            @Override
            public List<List<Object>> asks() {
                return List.of();
            }

            @Override
            public void found(int read, FoundRow row) {
                throw new AssertionError("Nothing was asked");
            }

            @Override
            public @Nullable Refusal check(P part) {
                return against.apply(part);
            }

            @Override
            public void apply(P part) {
                applied.add(part);
            }

            @Override
            public List<Rows> rows() {
                applied.forEach(accepted);
                return List.of();
            }
        };
    }
}
