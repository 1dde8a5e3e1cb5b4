package sandbox.chaos;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import sandbox.embedded.Database;

/** The audit trail computed anew from the events, without the gateway's own code, and its checkpoints and witness. */
final class AuditTrail {

    private static final OffsetDateTime EPOCH = OffsetDateTime.parse("2000-01-01T00:00:00Z");
    private static final Duration FOLLOWED_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final int PAGE = 1_000;
    private static final String FILE = "checkpoints";

    private static final String BEHIND = """
            select count(*) from platform.outbox o, audit.place p where o.created_at >= p.read_until
            """;
    private static final String EVENTS = """
            select shard, id, subject, version, created_at, customer, answer_status, type, answers, payload
              from platform.outbox
             order by created_at, shard, subject, version
            """;
    private static final String PIECES = "select hashes from audit.piece order by first";
    private static final String CHECKPOINTS = "select note from audit.checkpoint";

    private final List<String> broken = new ArrayList<>();
    private final Map<Integer, String> roots = new HashMap<>();
    // The roots of full subtrees, and of how many leaves each is.
    private final List<byte[]> peaks = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();

    private AuditTrail() {}

    /** What is wrong with it, once every event was followed and the witness has heard, or a minute has passed. */
    static List<String> await(Database database, Path witness) throws SQLException {
        long began = System.nanoTime();
        while ((behind(database) > 0 || !Files.exists(witness.resolve(FILE)))
                && System.nanoTime() - began < FOLLOWED_WITHIN.toNanos()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return broken(database, witness);
    }

    private static long behind(Database database) throws SQLException {
        try (var connection = database.jdbc();
                var rows = connection.createStatement().executeQuery(BEHIND)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static List<String> broken(Database database, Path witness) throws SQLException {
        var trail = new AuditTrail();
        // First, because it may get more meanwhile.
        var witnessed = witnessed(witness.resolve(FILE));
        try (var connection = database.jdbc()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            trail.compare(connection);
            for (var note : texts(connection, CHECKPOINTS)) {
                trail.checkpoint("a checkpoint", note);
            }
            connection.rollback();
        }
        if (witnessed.isEmpty()) {
            trail.broken.add("the witness has nothing");
        }
        witnessed.forEach(note -> trail.checkpoint("the witness", note));
        return trail.broken;
    }

    private void compare(Connection connection) throws SQLException {
        var kept = new ByteArrayOutputStream();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(PIECES)) {
            while (rows.next()) {
                kept.writeBytes(rows.getBytes(1));
            }
        }
        var hashes = kept.toByteArray();
        int count = 0;
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(PAGE);
            var rows = statement.executeQuery(EVENTS);
            while (rows.next()) {
                var leaf = sha256(event(rows));
                int at = count * leaf.length;
                if (at + leaf.length > hashes.length
                        || !Arrays.equals(leaf, 0, leaf.length, hashes, at, at + leaf.length)) {
                    broken.add("event %s is not what the trail has at %d".formatted(rows.getString("id"), count));
                    return;
                }
                count++;
                add(leaf, count);
            }
        }
        if (hashes.length != count * 32) {
            broken.add("the trail has %d events, and there are %d".formatted(hashes.length / 32, count));
        }
    }

    private void add(byte[] leaf, int size) {
        var hash = leaf;
        int width = 1;
        while (!widths.isEmpty() && widths.getLast() == width) {
            hash = above(peaks.removeLast(), hash);
            width += widths.removeLast();
        }
        peaks.add(hash);
        widths.add(width);
        var root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = above(peaks.get(i), root);
        }
        roots.put(size, Base64.getEncoder().encodeToString(root));
    }

    private void checkpoint(String whose, String note) {
        var lines = note.split("\n", 4);
        if (!lines[2].equals(roots.get(Integer.valueOf(lines[1])))) {
            broken.add("%s of %s events is not of these".formatted(whose, lines[1]));
        }
    }

    private static List<String> witnessed(Path file) {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            // Between two notes is an empty line more; one whose writing was cut short has no signature.
            return Arrays.stream(Files.readString(file).split("\n\n\n"))
                    .map(String::strip)
                    .filter(it -> it.contains("\n\n— "))
                    .map(it -> it.substring(it.lastIndexOf("\n\n", it.lastIndexOf("\n\n— ") - 1) + 1))
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static byte[] event(ResultSet row) throws SQLException {
        var bytes = new ByteArrayOutputStream();
        try (var to = new DataOutputStream(bytes)) {
            to.writeShort(1);
            to.writeShort(row.getInt("shard"));
            write(to, row.getObject("id", UUID.class));
            write(to, row.getObject("subject", UUID.class));
            to.writeInt(row.getInt("version"));
            to.writeLong(ChronoUnit.MICROS.between(EPOCH, row.getObject("created_at", OffsetDateTime.class)));
            var customer = row.getObject("customer", UUID.class);
            to.writeBoolean(customer != null);
            if (customer != null) {
                write(to, customer);
            }
            var status = row.getObject("answer_status", Integer.class);
            to.writeBoolean(status != null);
            if (status != null) {
                to.writeShort(status);
            }
            write(to, row.getString("type"));
            var answers = row.getString("answers");
            to.writeBoolean(answers != null);
            if (answers != null) {
                write(to, answers);
            }
            write(to, row.getString("payload"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream to, UUID id) throws IOException {
        to.writeLong(id.getMostSignificantBits());
        to.writeLong(id.getLeastSignificantBits());
    }

    private static void write(DataOutputStream to, @Nullable String text) throws IOException {
        var bytes = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    private static byte[] above(byte[] left, byte[] right) {
        var both = new byte[1 + left.length + right.length];
        both[0] = 1;
        System.arraycopy(left, 0, both, 1, left.length);
        System.arraycopy(right, 0, both, 1 + left.length, right.length);
        return sha256(both);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
