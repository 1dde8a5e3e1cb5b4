package gateway.platform.journal;

import gateway.platform.journal.PartWriter.Batch;
import gateway.platform.journal.PartWriter.Rows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A batch between its locks and its writes: every row it touches is in memory, and entries are decided one by one. */
final class OpenBatch {

    private final PartKinds kinds;
    private final List<Ticket> tickets;
    private final @Nullable Batch<Part>[] batches;

    @SuppressWarnings({"unchecked", "rawtypes"})
    OpenBatch(PartKinds kinds, List<Ticket> tickets) {
        this.kinds = kinds;
        this.tickets = tickets;
        this.batches = new Batch[kinds.size()];
        var byPlace = partsByPlace();
        for (int place = 0; place < batches.length; place++) {
            var parts = byPlace.get(place);
            batches[place] = parts.isEmpty() ? null : kinds.writer(place).open(parts);
        }
    }

    private List<List<Part>> partsByPlace() {
        var byPlace = new ArrayList<List<Part>>(kinds.size());
        for (int place = 0; place < kinds.size(); place++) {
            byPlace.add(new ArrayList<>());
        }
        for (var ticket : tickets) {
            for (var part : ticket.entry().parts()) {
                byPlace.get(kinds.placeOf(part)).add(part);
            }
        }
        return byPlace;
    }

    /** Locks and reads what the parts touch. */
    Mono<Void> lock(BatchRead read, WriterConnection connection) {
        return read.read(connection, batches);
    }

    /** Decides every entry, in order. True when at least one was accepted. */
    boolean decide() {
        for (var batch : batches) {
            if (batch != null) {
                batch.locked();
            }
        }
        boolean anything = false;
        for (var ticket : tickets) {
            var refusal = refusal(ticket.entry());
            if (refusal == null) {
                for (var part : ticket.entry().parts()) {
                    batch(part).apply(part);
                }
                anything = true;
                ticket.decide(Decision.COMMITTED);
            } else {
                ticket.decide(new Decision.Refused(refusal));
            }
        }
        return anything;
    }

    private @Nullable Refusal refusal(Entry entry) {
        for (var part : entry.parts()) {
            var refusal = batch(part).check(part);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private Batch<Part> batch(Part part) {
        var batch = batches[kinds.placeOf(part)];
        if (batch == null) {
            throw new IllegalStateException(part.getClass() + " was not locked");
        }
        return batch;
    }

    /** What to write, statement by statement over all kinds. */
    List<Rows> rows() {
        var all = new ArrayList<Rows>();
        for (int place = 0; place < kinds.size(); place++) {
            var batch = batches[place];
            if (batch != null) {
                all.addAll(batch.rows());
            } else {
                kinds.writer(place).writes().forEach(_ -> all.add(NOTHING));
            }
        }
        return all;
    }

    private static final Rows NOTHING = new Rows(0, List.of());
}
