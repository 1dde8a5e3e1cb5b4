package sandbox.books;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.json.JsonMapper;

/**
 * An append-only file of {@link BookEntry} lines, fsynced in groups before anybody is answered, and an index by
 * reference in memory. A torn last line, as a power cut leaves it, is dropped when the file is opened.
 */
public final class Books implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FileChannel file;
    private final Map<String, List<BookEntry>> byReference = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread writer;

    public Books(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            load(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        writer =
                Thread.ofPlatform().daemon().name("books-" + path.getFileName()).start(this::write);
    }

    /** Completes when the entry is durable. */
    public CompletableFuture<Void> append(BookEntry entry) {
        var waiting = new Waiting(entry, new CompletableFuture<>());
        queue.add(waiting);
        return waiting.done();
    }

    /** Everything under the reference, oldest first; durable entries only. */
    public List<BookEntry> under(String reference) {
        return List.copyOf(byReference.getOrDefault(reference, List.of()));
    }

    /** Everything, grouped by reference. */
    public Map<String, List<BookEntry>> all() {
        return Map.copyOf(byReference);
    }

    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join();
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void load(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        new String(bytes, 0, end, StandardCharsets.UTF_8)
                .lines()
                .map(line -> JSON.readValue(line, BookEntry.class))
                .forEach(this::index);
        file.truncate(end);
        file.position(end);
    }

    private void write() {
        var batch = new ArrayList<Waiting>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                batch.add(queue.take());
                queue.drainTo(batch);
                writeBatch(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeBatch(List<Waiting> batch) {
        var text = new StringBuilder();
        batch.forEach(
                waiting -> text.append(JSON.writeValueAsString(waiting.entry())).append('\n'));
        try {
            var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException e) {
            batch.forEach(waiting -> waiting.done().completeExceptionally(e));
            return;
        }
        for (var waiting : batch) {
            index(waiting.entry());
            waiting.done().complete(null);
        }
    }

    private void index(BookEntry entry) {
        byReference
                .computeIfAbsent(entry.reference(), reference -> new CopyOnWriteArrayList<>())
                .add(entry);
    }

    private record Waiting(BookEntry entry, CompletableFuture<Void> done) {}
}
