package gateway.reconciliation;

import gateway.reconciliation.files.FileLine;
import java.time.LocalDate;
import java.util.List;
import reactor.core.publisher.Mono;

/** The lines of all three books, and which of them belong together. */
public interface Lines {

    /** Lines that are there already stay as they are. */
    Mono<Void> addOurs(Counterparty counterparty, List<OurLine> lines);

    /** @param file whose lines they are; part of the transaction that imports it */
    Mono<Void> add(Counterparty counterparty, Book book, long file, List<FileLine> lines);

    /**
     * Finds ours for lines of others that belonged to nobody: by our own name, by their keys in order, and by amount
     * and day for lines without any name where exactly one of ours lacks such a line. Emits how many were found.
     */
    Mono<Long> match(Counterparty counterparty);

    /**
     * Items with a line on which not everybody agreed, by name, each with all its lines.
     *
     * @param until later lines are not looked at
     * @param after the last name of the page before, empty for the first page
     */
    Mono<List<Item>> open(Counterparty counterparty, LocalDate until, String after, int limit);

    /** One item with what is known of it, at most so many lines. */
    Mono<Item> find(String counterparty, String item, int most);

    /** Everybody agrees about these. */
    Mono<Void> agree(Counterparty counterparty, List<Item> items);

    /** Two people closed what was found about an item; nobody is to look at its lines again. */
    Mono<Void> agree(String counterparty, String item);
}
