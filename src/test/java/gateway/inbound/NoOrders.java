package gateway.inbound;

import gateway.fraud.Restriction;
import gateway.fraud.Restrictions;
import gateway.fraud.Subject;
import gateway.platform.journal.Part;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Where the state stops nobody. */
final class NoOrders implements Restrictions {

    @Override
    public Mono<Optional<Restriction>> of(List<Subject> subjects) {
        return Mono.just(Optional.empty());
    }

    @Override
    public Part unless(List<Subject> subjects) {
        return new Unless();
    }

    /** Holds. */
    record Unless() implements Part {}

    /** Writes nothing. */
    static final class Writer implements PartWriter<Unless> {

        @Override
        public Class<Unless> kind() {
            return Unless.class;
        }

        @Override
        public int order() {
            return 2_110;
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
        public Batch<Unless> open(List<Unless> parts) {
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
                public @Nullable Refusal check(Unless part) {
                    return null;
                }

                @Override
                public void apply(Unless part) {
                    // Looking changes nothing.
                }

                @Override
                public List<Rows> rows() {
                    return List.of();
                }
            };
        }
    }
}
