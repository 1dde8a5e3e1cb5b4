package sandbox.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BooksTest {

    @TempDir
    private Path folder;

    @Test
    void whatWasWrittenIsThereAfterARestart() {
        try (var books = new Books(file())) {
            books.append(entry("e1", "DEBIT")).join();
            books.append(entry("e1", "REVERSAL")).join();
        }

        try (var books = new Books(file())) {
            assertThat(books.under("e1")).containsExactly(entry("e1", "DEBIT"), entry("e1", "REVERSAL"));
        }
    }

    @Test
    void aTornLastLineIsDroppedAndTheNextEntryStandsOnItsOwn() throws IOException {
        try (var books = new Books(file())) {
            books.append(entry("e1", "DEBIT")).join();
        }
        Files.writeString(file(), "{\"reference\":\"e2\",\"kind\":\"DEB", StandardOpenOption.APPEND);

        try (var books = new Books(file())) {
            assertThat(books.under("e2")).isEmpty();
            books.append(entry("e3", "DEBIT")).join();
        }

        try (var books = new Books(file())) {
            assertThat(books.all()).containsOnlyKeys("e1", "e3");
        }
        assertThat(Files.readAllLines(file())).hasSize(2);
    }

    @Test
    void keepsWhatManyWriteAtOnce() {
        try (var books = new Books(file())) {
            var all = IntStream.range(0, 2_000)
                    .mapToObj(i -> books.append(entry("e" + i, "DEBIT")))
                    .toList();
            all.forEach(it -> it.join());
        }

        try (var books = new Books(file())) {
            assertThat(books.all()).hasSize(2_000);
        }
    }

    private Path file() {
        return folder.resolve("books").resolve("rail.jsonl");
    }

    private static BookEntry entry(String reference, String kind) {
        return new BookEntry(
                reference, kind, 100, "UZS", "860049******0000", "2026-01-01T00:00:00Z", Map.of("tran", "T1"));
    }
}
