package sandbox.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sandbox.simulation.AccessTables.Work;

/** Locks that are held until a transaction ends: shared or alone, and nobody overtakes who waits. */
final class TableLocks {

    private final Agenda agenda;
    private final Map<Object, Lock> locks = new LinkedHashMap<>();

    TableLocks(Agenda agenda) {
        this.agenda = agenda;
    }

    private record Waiting(Work work, boolean shared, Runnable then) {}

    /** One lock with its holders and those who wait for it. */
    private static final class Lock {

        private final Set<Work> sharing = new LinkedHashSet<>();
        private final Deque<Waiting> queue = new ArrayDeque<>();
        private @Nullable Work alone;

        boolean has(Work work, boolean shared) {
            return work.equals(alone) || (shared && sharing.contains(work));
        }

        boolean isFree(Work work, boolean shared) {
            boolean nobodyAlone = alone == null || alone.equals(work);
            return nobodyAlone && (shared || sharing.stream().allMatch(work::equals));
        }

        void give(Work work, boolean shared) {
            if (shared) {
                sharing.add(work);
            } else {
                alone = work;
            }
        }
    }

    void acquire(Work work, Object what, boolean shared, Runnable then) {
        var lock = locks.computeIfAbsent(what, _ -> new Lock());
        if (lock.has(work, shared) || (lock.queue.isEmpty() && lock.isFree(work, shared))) {
            lock.give(work, shared);
            then.run();
        } else {
            lock.queue.add(new Waiting(work, shared, then));
        }
    }

    void release(Work work) {
        for (var lock : locks.values()) {
            lock.sharing.remove(work);
            if (work.equals(lock.alone)) {
                lock.alone = null;
            }
            lock.queue.removeIf(waiting -> waiting.work().isOver());
            next(lock);
        }
        locks.values().removeIf(lock -> lock.alone == null && lock.sharing.isEmpty() && lock.queue.isEmpty());
    }

    private void next(Lock lock) {
        while (!lock.queue.isEmpty()
                && lock.isFree(lock.queue.peek().work(), lock.queue.peek().shared())) {
            var waiting = lock.queue.remove();
            lock.give(waiting.work(), waiting.shared());
            agenda.after(1, () -> {
                if (!waiting.work().isOver()) {
                    waiting.then().run();
                }
            });
        }
    }
}
