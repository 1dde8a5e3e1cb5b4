package sandbox.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The model of PostgreSQL where several statements make a transaction: what is not committed is seen by its own
 * transaction only, rows and advisory locks are held until it ends, a sequence never goes back, and transaction ids
 * tell what may still commit late.
 */
final class AccessTables {

    final Map<UUID, SessionRow> sessions = new LinkedHashMap<>();
    final List<RevocationRow> revocations = new ArrayList<>();
    final Map<String, UUID> devices = new LinkedHashMap<>();
    private final Set<Work> running = new LinkedHashSet<>();
    private final Agenda agenda;
    private final TableLocks locks;
    private long epochs;
    private long nextXid = 1;

    AccessTables(Agenda agenda) {
        this.agenda = agenda;
        this.locks = new TableLocks(agenda);
    }

    /** A row of {@code sessions.session}. */
    record SessionRow(
            UUID id,
            UUID customer,
            UUID device,
            String client,
            String key,
            long epoch,
            int generation,
            Instant rotatedAt,
            Instant authenticatedAt,
            Instant lastSeenAt,
            Instant endsAt) {

        SessionRow rotated(Instant now) {
            return new SessionRow(
                    id, customer, device, client, key, epoch, generation + 1, now, authenticatedAt, now, endsAt);
        }
    }

    /** A row of {@code sessions.revocation}. */
    record RevocationRow(
            long epoch, String scope, String subject, String reason, Instant at, Instant mattersUntil, long xid) {}

    /** A transaction from its first statement to its end. */
    static final class Work {

        final Map<UUID, SessionRow> sessions = new LinkedHashMap<>();
        final List<RevocationRow> revocations = new ArrayList<>();
        final Map<String, UUID> devices = new LinkedHashMap<>();
        private long xid;
        private boolean over;

        boolean isOver() {
            return over;
        }
    }

    /** By the database's clock, which is right. */
    Instant now() {
        return agenda.instant();
    }

    Work begin() {
        var work = new Work();
        running.add(work);
        return work;
    }

    void commit(Work work) {
        if (!work.over) {
            sessions.putAll(work.sessions);
            revocations.addAll(work.revocations);
            devices.putAll(work.devices);
            end(work);
        }
    }

    void rollback(Work work) {
        if (!work.over) {
            end(work);
        }
    }

    /** The server goes down: nothing that ran survives. */
    void crash() {
        List.copyOf(running).forEach(this::rollback);
    }

    private void end(Work work) {
        work.over = true;
        running.remove(work);
        locks.release(work);
    }

    /** @param then runs as soon as the lock is held */
    void lock(Work work, Object what, boolean shared, Runnable then) {
        locks.acquire(work, what, shared, then);
    }

    long nextEpoch() {
        return ++epochs;
    }

    /** Given with the first row that is written, not when the transaction begins. */
    long xidOf(Work work) {
        if (work.xid == 0) {
            work.xid = nextXid++;
        }
        return work.xid;
    }

    /** Everything below has ended. */
    long horizon() {
        return running.stream()
                .mapToLong(work -> work.xid)
                .filter(xid -> xid > 0)
                .min()
                .orElse(nextXid);
    }

    @Nullable
    SessionRow session(Work work, UUID id) {
        var own = work.sessions.get(id);
        return own == null ? sessions.get(id) : own;
    }

    List<SessionRow> sessionsOf(Work work, UUID customer) {
        var all = new LinkedHashMap<>(sessions);
        all.putAll(work.sessions);
        return all.values().stream()
                .filter(row -> row.customer().equals(customer))
                .toList();
    }

    @Nullable
    UUID device(Work work, String key) {
        var own = work.devices.get(key);
        return own == null ? devices.get(key) : own;
    }

    boolean hasOtherDevice(Work work, UUID customer, UUID device) {
        var all = new LinkedHashMap<>(devices);
        all.putAll(work.devices);
        return all.entrySet().stream()
                .anyMatch(it ->
                        it.getKey().startsWith(customer + "|") && !it.getValue().equals(device));
    }

    /** The highest epoch of the subject in what this transaction may see. */
    long revokedAt(Work work, String scope, String subject) {
        return Math.max(highest(revocations, scope, subject), highest(work.revocations, scope, subject));
    }

    private static long highest(List<RevocationRow> rows, String scope, String subject) {
        long highest = 0;
        for (var row : rows) {
            if (row.epoch() > highest
                    && row.subject().equals(subject)
                    && row.scope().equals(scope)) {
                highest = row.epoch();
            }
        }
        return highest;
    }

    boolean isRevoked(Work work, SessionRow it) {
        long epoch = it.epoch();
        return revokedAt(work, "all", "*") >= epoch
                || revokedAt(work, "client", it.client()) >= epoch
                || revokedAt(work, "customer", "cus_" + it.customer()) >= epoch
                || revokedAt(work, "device", "dev_" + it.device()) >= epoch
                || revokedAt(work, "session", "ses_" + it.id()) >= epoch;
    }

    /** A unique key of the device table. */
    static String deviceKey(UUID customer, String key) {
        return customer + "|" + Objects.requireNonNull(key);
    }
}
