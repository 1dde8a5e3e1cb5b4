package sandbox.correspondent;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import sandbox.books.Books;

/** The gateway's accounts at both banks: one for each currency, with a million on it in the beginning. */
record Accounts(Books books) {

    private static final Map<String, Map<String, String>> NUMBERS = Map.of(
            CorrespondentHost.HTTPS, Map.of("USD", "NOSTRO-USD-001", "EUR", "NOSTRO-EUR-001"),
            CorrespondentHost.FILES, Map.of("USD", "NOSTRO-USD-002", "EUR", "NOSTRO-EUR-002"));

    Nostro of(String link, String currency) {
        var number = Optional.ofNullable(NUMBERS.getOrDefault(link, Map.of()).get(currency))
                .orElseThrow(() -> new IllegalArgumentException("No account in " + currency + " at " + link));
        return new Nostro(books, link, currency, number);
    }

    /** As the gateway is told of them. */
    static String numbers(String link) {
        return String.join(",", new TreeMap<>(NUMBERS.get(link)).values());
    }

    /** Money arrives there from another account of ours; the same name again is the same money. */
    Mono<Void> fund(String link, String currency, long minor, String name) {
        of(link, currency);
        var entry = new BookEntry(
                name,
                Nostro.CREDIT,
                minor,
                currency,
                "",
                Instant.now().toString(),
                Map.of("link", link, "own", name, "endToEnd", name));
        return books.knows(name) ? Mono.empty() : Mono.fromFuture(() -> books.append(entry));
    }
}
