package gateway.inbound.postgres;

import gateway.inbound.Arrival;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.WriteArrival;
import gateway.inbound.WriteArrival.ArrivalMoved;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        private final Map<Name, Integer> versions = new HashMap<>();
        private final Map<Name, Arrival> inserts = new LinkedHashMap<>();
        private final Map<Name, Arrival> updates = new LinkedHashMap<>();

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
            versions.put(
                    new Name(
                            Objects.requireNonNull(row.get(0, UUID.class)),
                            Objects.requireNonNull(row.get(1, String.class))),
                    Objects.requireNonNull(row.get(2, Integer.class)));
        }

        @Override
        public @Nullable Refusal check(WriteArrival part) {
            var next = part.arrival();
            int stands = versions.getOrDefault(Name.of(next.key()), 0);
            return stands == next.version() - 1 ? null : new ArrivalMoved();
        }

        @Override
        public void apply(WriteArrival part) {
            var next = part.arrival();
            var name = Name.of(next.key());
            versions.put(name, next.version());
            if (next.version() == 1 || inserts.containsKey(name)) {
                inserts.put(name, next);
            } else {
                updates.put(name, next);
            }
        }

        @Override
        public List<Rows> rows() {
            return rows.of(List.copyOf(inserts.values()), List.copyOf(updates.values()));
        }
    }
}
