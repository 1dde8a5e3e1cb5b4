package gateway.platform.journal;

import gateway.platform.journal.PartWriter.Batch;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.platform.journal.PartWriter.Rows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that a batch adds for an {@link AppendWriter}. */
final class Additions<P extends Part, R> implements Batch<P> {

    private final AppendWriter<P, R> writer;
    private final List<R> all = new ArrayList<>();

    Additions(AppendWriter<P, R> writer) {
        this.writer = writer;
    }

    @Override
    public List<List<Object>> asks() {
        return List.of();
    }

    @Override
    public void found(int read, FoundRow row) {
        throw new IllegalStateException("Nothing is read");
    }

    @Override
    public @Nullable Refusal check(P part) {
        return null;
    }

    @Override
    public void apply(P part) {
        all.addAll(writer.added(part));
    }

    @Override
    public List<Rows> rows() {
        return List.of(new Rows(all.size(), writer.columns(all)));
    }
}
