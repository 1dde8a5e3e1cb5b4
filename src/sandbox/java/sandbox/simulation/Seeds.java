package sandbox.simulation;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Runs seeds on all of the machine's cores, a few ahead, and hands their results over in order. */
final class Seeds<T> implements AutoCloseable, Iterator<T> {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final ExecutorService threads = Executors.newFixedThreadPool(CORES);
    private final ArrayDeque<Future<T>> ahead = new ArrayDeque<>();
    private final Iterator<Long> left;
    private final LongFunction<T> run;

    Seeds(long from, int count, LongFunction<T> run) {
        this.left = LongStream.range(from, from + count).iterator();
        this.run = run;
    }

    @Override
    public boolean hasNext() {
        while (ahead.size() < 2 * CORES && left.hasNext()) {
            long seed = left.next();
            ahead.add(threads.submit(() -> run.apply(seed)));
        }
        return !ahead.isEmpty();
    }

    @Override
    public T next() {
        try {
            return ahead.remove().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A seed could not be run", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Whatever has not begun is left undone; whatever still runs is of no interest any more. */
    @Override
    public void close() {
        ahead.forEach(it -> it.cancel(false));
        ahead.clear();
        threads.shutdown();
        threads.close();
    }
}
