package sandbox.books;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * An append-only file of {@link BookEntry} lines, fsynced in groups before anybody is answered. Memory holds only where
 * each reference's lines stand, so that books may grow far beyond it. A torn last line, as a power cut leaves it, is
 * dropped when the file is opened.
 */
public final class Books implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    // A line's place is one number: its offset, then its length in the lowest bits.
    private static final int LENGTH_BITS = 20;
    // As hosts do: one force for all that comes within this time, which is little beside what a real rail takes.
    private static final Duration GATHERING = Duration.ofMillis(3);

    private final Path path;
    private final FileChannel file;
    private final FileChannel reading;
    private final Map<String, long[]> places = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread writer;
    // Only the writer moves these two; readers see how far it came.
    private long end;
    private long lines;
    private volatile long durableLines;

    public Books(Path path) {
        this.path = path;
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            reading = FileChannel.open(path, StandardOpenOption.READ);
            load();
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
        var found = places.get(reference);
        return found == null
                ? List.of()
                : Arrays.stream(found).mapToObj(this::read).toList();
    }

    /** Whether anything stands under the reference; cheaper than to read it. */
    public boolean knows(String reference) {
        return places.containsKey(reference);
    }

    /** Every entry that is durable by now, oldest first, read as the stream is. To be closed. */
    @SuppressWarnings("StreamResourceLeak") // the caller closes it
    public Stream<BookEntry> entries() {
        try {
            return Files.lines(path).limit(durableLines).map(line -> JSON.readValue(line, BookEntry.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything, grouped by reference. Needs the memory for it. */
    public Map<String, List<BookEntry>> all() {
        var all = new LinkedHashMap<String, List<BookEntry>>();
        try (var entries = entries()) {
            entries.forEach(entry -> all.computeIfAbsent(entry.reference(), reference -> new ArrayList<>(1))
                    .add(entry));
        }
        return all;
    }

    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join();
            file.close();
            reading.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void load() throws IOException {
        var line = new ByteArrayOutputStream();
        try (var bytes = new BufferedInputStream(Files.newInputStream(path))) {
            for (int next = bytes.read(); next >= 0; next = bytes.read()) {
                line.write(next);
                if (next == '\n') {
                    index(JSON.readValue(line.toByteArray(), BookEntry.class).reference(), line.size());
                    line.reset();
                }
            }
        }
        file.truncate(end);
        file.position(end);
    }

    private void write() {
        var batch = new ArrayList<Waiting>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                batch.add(queue.take());
                LockSupport.parkNanos(GATHERING.toNanos());
                queue.drainTo(batch);
                writeBatch(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            // Closing interrupts a write.
            if (!Thread.currentThread().isInterrupted()) {
                throw e;
            }
        }
    }

    private void writeBatch(List<Waiting> batch) {
        var text = new ByteArrayOutputStream();
        var lengths = new int[batch.size()];
        for (int i = 0; i < lengths.length; i++) {
            int before = text.size();
            text.writeBytes(JSON.writeValueAsBytes(batch.get(i).entry()));
            text.write('\n');
            lengths[i] = text.size() - before;
        }
        try {
            var bytes = ByteBuffer.wrap(text.toByteArray());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException e) {
            batch.forEach(waiting -> waiting.done().completeExceptionally(e));
            // Half a line may stand in the file now: nothing may follow it until somebody opens the books again.
            throw new UncheckedIOException(e);
        }
        for (int i = 0; i < lengths.length; i++) {
            index(batch.get(i).entry().reference(), lengths[i]);
        }
        batch.forEach(waiting -> waiting.done().complete(null));
    }

    private void index(String reference, int length) {
        long place = end << LENGTH_BITS | length;
        end += length;
        lines++;
        durableLines = lines;
        places.merge(reference, new long[] {place}, Books::joined);
    }

    private static long[] joined(long[] before, long[] last) {
        var both = Arrays.copyOf(before, before.length + 1);
        both[before.length] = last[0];
        return both;
    }

    private BookEntry read(long place) {
        var line = ByteBuffer.allocate((int) (place & (1 << LENGTH_BITS) - 1));
        long from = place >>> LENGTH_BITS;
        try {
            int read = 0;
            while (line.hasRemaining() && read >= 0) {
                read = reading.read(line, from + line.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return JSON.readValue(line.array(), BookEntry.class);
    }

    private record Waiting(BookEntry entry, CompletableFuture<Void> done) {}
}
