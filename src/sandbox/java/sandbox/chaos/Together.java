package sandbox.chaos;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Does many things at once and waits for all of them. What went wrong in one of them goes wrong here. */
public final class Together {

    private Together() {}

    /** Each on a thread of its own; what came of them, in their order. */
    public static <A, B> List<B> each(Collection<A> all, Function<A, B> work) {
        return each(Executors.newVirtualThreadPerTaskExecutor(), all, work);
    }

    public static <A, B> List<B> each(int atOnce, Collection<A> all, Function<A, B> work) {
        return each(Executors.newFixedThreadPool(atOnce), all, work);
    }

    private static <A, B> List<B> each(ExecutorService threads, Collection<A> all, Function<A, B> work) {
        try (threads) {
            return all.stream().map(one -> threads.submit(() -> work.apply(one))).toList().stream()
                    .map(Together::result)
                    .toList();
        }
    }

    public static <A> void forEach(Collection<A> all, Consumer<A> work) {
        var _ = each(all, one -> {
            work.accept(one);
            return one;
        });
    }

    public static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The harness cannot go on", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
