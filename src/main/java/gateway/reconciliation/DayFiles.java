package gateway.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The files that were imported, and the days they tell of. */
public interface DayFiles {

    /** Makes room for a file's lines; part of the transaction that imports them. */
    Mono<Opened> open(Imported file, byte[] digest);

    /** All lines are there. */
    Mono<Void> close(Imported file, long lines);

    /** Days of which there is a file. */
    Mono<Set<LocalDate>> days(String counterparty, Book book);

    /** As far as the bank has told of the counterparty, on each of its accounts. */
    Mono<ToldDays> bankDays(Counterparty counterparty);

    /** Latest first. */
    Mono<List<Imported>> list(String counterparty, LocalDate from, int most);

    /** Whether our own book of that day was read when the day was over. */
    Mono<Boolean> isOurDayRead(String counterparty, LocalDate day, Instant over);

    Mono<Void> ourDayRead(String counterparty, LocalDate day, Instant at);

    /** Up to when each of these books was told; what nobody waited for before is waited for from today on. */
    Mono<List<Told>> toldUntil(List<Awaited> awaited, LocalDate today);

    /**
     * A book that somebody has to tell.
     *
     * @param accounts of which it consists, each with a statement of its own; empty where it is told in one piece
     */
    record Awaited(String counterparty, Book book, Set<String> accounts) {

        public Awaited {
            accounts = Set.copyOf(accounts);
        }
    }

    /** @param until the last day of which all accounts were told, or since when they are waited for */
    record Told(String counterparty, Book book, LocalDate until) {}

    /**
     * A file.
     *
     * @param id theirs, or made of counterparty and day
     * @param account that it is a statement of; null where it does not say, and then it tells of all
     */
    record Imported(
            String counterparty,
            Book book,
            String id,
            @Nullable String account,
            LocalDate day,
            long lines,
            String by,
            Instant at) {}

    /** What became of an attempt to import. */
    sealed interface Opened {

        /** @param number names its lines */
        record Fresh(long number) implements Opened {}

        /** @param id under which the same file is there already */
        record Known(String id, long lines) implements Opened {}

        /** Another file is there under this id. */
        record Changed() implements Opened {}
    }
}
