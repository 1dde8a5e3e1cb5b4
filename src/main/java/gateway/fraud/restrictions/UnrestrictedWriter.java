package gateway.fraud.restrictions;

import gateway.fraud.Restriction;
import gateway.fraud.RestrictionRefusal;
import gateway.fraud.Subject;
import gateway.platform.journal.LookUpWriter;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.platform.journal.Refusal;
import gateway.rulebook.Coded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks, while a batch is read, whether an order stops what its payments are made with. An order that was committed
 * before that is honoured; one that commits while the batch is being written comes after its payments, as if it had
 * arrived those few milliseconds later.
 */
@Component
class UnrestrictedWriter implements LookUpWriter<Unrestricted> {

    private static final String FIND = """
            select found.id, found.kind, found.subject, found.received_at, found.until
              from unnest(?::uuid[]) as wanted (subject)
             cross join lateral (
                   select id, kind, subject, received_at, until
                     from fraud.restriction r
                    where r.subject = wanted.subject and r.until > ?::timestamptz and r.lifted_at is null
                    order by r.until desc
                    limit 8) as found
            """;

    private static final Read READ = new Read(
            "fraud_restrictions", "id text, kind text, subject uuid, received_at timestamptz, until timestamptz", FIND);

    UnrestrictedWriter() {}

    @Override
    public Class<Unrestricted> kind() {
        return Unrestricted.class;
    }

    /** Locks nothing. */
    @Override
    public int order() {
        return 2_110;
    }

    @Override
    public Read read() {
        return READ;
    }

    @Override
    public LookUp<Unrestricted> open(List<Unrestricted> parts) {
        return new Orders(parts);
    }

    private static Restriction restriction(FoundRow row) {
        return new Restriction(
                value(row, 0, String.class),
                new Subject(
                        Coded.find(Subject.Kind.values(), value(row, 1, String.class))
                                .orElseThrow(),
                        value(row, 2, UUID.class)),
                value(row, 3, Instant.class),
                value(row, 4, Instant.class));
    }

    private static <T> T value(FoundRow row, int column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }

    /** The orders that one batch met. */
    private static final class Orders implements LookUp<Unrestricted> {

        private final List<Unrestricted> parts;
        private final Map<Subject, List<Restriction>> found = new HashMap<>();

        Orders(List<Unrestricted> parts) {
            this.parts = parts;
        }

        @Override
        public List<Object> asked() {
            var wanted = new TreeSet<UUID>();
            var earliest = Instant.MAX;
            for (var part : parts) {
                part.subjects().forEach(subject -> wanted.add(subject.id()));
                earliest = part.at().isBefore(earliest) ? part.at() : earliest;
            }
            return List.of(wanted.toArray(UUID[]::new), earliest);
        }

        @Override
        public void found(FoundRow row) {
            var restriction = restriction(row);
            found.computeIfAbsent(restriction.subject(), _ -> new ArrayList<>()).add(restriction);
        }

        @Override
        public @Nullable Refusal check(Unrestricted part) {
            return part.subjects().stream()
                    .flatMap(subject -> found.getOrDefault(subject, List.of()).stream())
                    .filter(it -> it.holds(part.at()))
                    .max(Comparator.comparing(Restriction::until))
                    .map(RestrictionRefusal::new)
                    .orElse(null);
        }
    }
}
