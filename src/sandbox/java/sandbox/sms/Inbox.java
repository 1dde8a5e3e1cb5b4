package sandbox.sms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The last messages on every phone. Kept in memory, and in a file (one JSON object a line) when there is one. */
public final class Inbox {

    private static final int PER_PHONE = 20;
    private static final int PHONES = 100_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param from who sent it, such as {@code 4546} or {@code UZCARD} */
    public record Message(String phone, String from, String text, String at) {}

    private final Map<String, Deque<Message>> byPhone = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Message>> eldest) {
            return size() > PHONES;
        }
    };

    private final @Nullable Path file;

    private Inbox(@Nullable Path file) {
        this.file = file;
    }

    public static Inbox inMemory() {
        return new Inbox(null);
    }

    public static Inbox in(Path file) {
        var inbox = new Inbox(file);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                // A torn last line, as a crash leaves it, is no message.
                Files.readAllLines(file).stream()
                        .filter(line -> line.endsWith("}"))
                        .map(line -> JSON.readValue(line, Message.class))
                        .forEach(inbox::keep);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return inbox;
    }

    public void deliver(String phone, String from, String text) {
        var message = new Message(phone, from, text, Instant.now().toString());
        keep(message);
        write(message);
    }

    /** Newest first. */
    public synchronized List<Message> of(String phone) {
        return List.copyOf(byPhone.getOrDefault(phone, new ArrayDeque<>()));
    }

    private synchronized void keep(Message message) {
        var messages = byPhone.computeIfAbsent(message.phone(), phone -> new ArrayDeque<>());
        messages.addFirst(message);
        if (messages.size() > PER_PHONE) {
            messages.removeLast();
        }
    }

    private synchronized void write(Message message) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(
                    file,
                    JSON.writeValueAsString(message) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
