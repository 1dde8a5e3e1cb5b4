package gateway.inbound.postgres;

import gateway.inbound.Arrival;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.WriteArrival;
import gateway.inbound.WriteArrival.ArrivalMoved;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import gateway.platform.journal.VersionedRows;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes arrivals in batches. One that two nodes make known at once meets the primary key, and the later batch runs
 * again and finds it.
 */
@Component
class ArrivalWriter implements PartWriter<WriteArrival> {

    private static final String LOCK = """
            select a.partner, a.their_id, a.version
              from unnest(?::smallint[], ?::uuid[], ?::text[]) u(shard, partner, their_id)
             cross join lateral (
                   select partner, their_id, version
                     from inbound.arrival a
                    where a.shard = u.shard and a.partner = u.partner and a.their_id = u.their_id
                      for no key update) a
            """;

    private static final List<Read> READS =
            List.of(new Read("moved_arrivals", "partner uuid, their_id text, version integer", LOCK));

    private final ArrivalRows rows;

    ArrivalWriter(ArrivalRows rows) {
        this.rows = rows;
    }

    @Override
    public Class<WriteArrival> kind() {
        return WriteArrival.class;
    }

    @Override
    public int order() {
        return 2_910;
    }

    @Override
    public List<Read> reads() {
        return READS;
    }

    @Override
    public List<String> writes() {
        return ArrivalRows.WRITES;
    }

    @Override
    public Moves open(List<WriteArrival> parts) {
        return new Moves(parts, rows);
    }

    private record Name(UUID partner, String theirId) {

        static Name of(ArrivalKey key) {
            return new Name(key.partner().value(), key.theirId());
        }
    }

    /** The arrivals of one batch. */
    static final class Moves implements Batch<WriteArrival> {

        private static final Comparator<ArrivalKey> IN_ORDER = Comparator.comparingInt(ArrivalKey::shard)
                .thenComparing(key -> key.partner().value())
                .thenComparing(ArrivalKey::theirId);

        private final List<WriteArrival> parts;
        private final ArrivalRows rows;
        private final VersionedRows<Name, Arrival> moved = new VersionedRows<>();

        Moves(List<WriteArrival> parts, ArrivalRows rows) {
            this.parts = parts;
            this.rows = rows;
        }

        @Override
        public List<List<Object>> asks() {
            return List.of(ArrivalRows.keys(parts.stream()
                    .map(part -> part.arrival().key())
                    .distinct()
                    .sorted(IN_ORDER)
                    .toList()));
        }

        @Override
        public void found(int read, FoundRow row) {
            moved.found(
                    new Name(
                            Objects.requireNonNull(row.get(0, UUID.class)),
                            Objects.requireNonNull(row.get(1, String.class))),
                    Objects.requireNonNull(row.get(2, Integer.class)));
        }

        @Override
        public @Nullable Refusal check(WriteArrival part) {
            var next = part.arrival();
            return moved.follows(Name.of(next.key()), next.version()) ? null : new ArrivalMoved();
        }

        @Override
        public void apply(WriteArrival part) {
            var next = part.arrival();
            moved.apply(Name.of(next.key()), next.version(), next);
        }

        @Override
        public List<Rows> rows() {
            return rows.of(moved.inserted(), moved.updated());
        }
    }
}
