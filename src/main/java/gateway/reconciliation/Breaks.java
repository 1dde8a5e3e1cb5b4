package gateway.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was found, and what became of it. */
public interface Breaks {

    /**
     * What a look at items found: new breaks are kept, known ones stay as they are, and open ones that were not found
     * again close by themselves.
     *
     * @param heard the items about which each book had something to say; silence closes nothing
     */
    Mono<Void> found(String counterparty, Map<Book, List<String>> heard, List<Break> found, Instant now);

    /** Errors with {@link ReconciliationProblem#BREAK_NOT_FOUND}. */
    Mono<Stored> find(UUID id);

    /** By day and id, oldest first. */
    Mono<List<Stored>> list(Filter filter, int most);

    /** All of one day, and older ones that are still open; oldest first. */
    Mono<List<Stored>> report(LocalDate day, int most);

    /** Open ones by counterparty, kind, who is alone with them and how many days ago they began. */
    Flux<Count> counts(LocalDate today);

    /** Two people agreed; the entry is still to be posted. Errors with BREAK_CLOSED. Joins the act's transaction. */
    Mono<Void> approve(UUID id, UUID act);

    /** Two people agreed that nothing is to be posted. Errors with BREAK_CLOSED. Joins the act's transaction. */
    Mono<Void> explain(UUID id, UUID act, String by, String note, Instant now);

    /** Whose entry is still to be posted. */
    Flux<Stored> approved(int most);

    /** How far a break has come. */
    enum State {
        OPEN,
        /** Two people agreed, and the entry is on its way. */
        REPAIRING,
        REPAIRED,
        EXPLAINED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty when there is none of that name. */
        public static Optional<State> find(String code) {
            return Stream.of(values()).filter(it -> it.code().equals(code)).findFirst();
        }
    }

    /** @param closedBy null where it closed by itself, or is open */
    record Stored(
            UUID id,
            String counterparty,
            Break found,
            State state,
            Instant foundAt,
            @Nullable UUID act,
            @Nullable Instant closedAt,
            @Nullable String closedBy,
            @Nullable String note,
            @Nullable UUID transfer) {}

    /**
     * What is asked for; null where anything will do.
     *
     * @param day of its first line
     * @param afterDay with {@code after}, the last one of the page before
     */
    record Filter(
            @Nullable String counterparty,
            @Nullable BreakKind kind,
            @Nullable State state,
            @Nullable LocalDate day,
            @Nullable LocalDate afterDay,
            @Nullable UUID after) {}

    /** @param days since its first line */
    record Count(String counterparty, BreakKind kind, Alone alone, int days, long count) {}
}
