package sandbox.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** What one operator does to a gateway, scenario by scenario; each stands alone. */
public abstract class OperatorKit {

    static final String CARD =
            "card: by its code; mistyped, or its number, it is nobody's; passed on, it is not given back";

    private final List<Scenario> scenarios = new ArrayList<>();

    /** @param run throws {@link KitFailure} when the gateway is not as the operator wants it */
    private record Scenario(String name, Runnable run) {}

    /** @param complaint empty when it passed */
    public record Result(String scenario, String complaint) {

        public boolean passed() {
            return complaint.isEmpty();
        }

        @Override
        public String toString() {
            return (passed() ? "pass  " : "FAIL  ") + scenario + (passed() ? "" : "   " + complaint);
        }
    }

    final void scenario(String name, Runnable run) {
        scenarios.add(new Scenario(name, run));
    }

    /** Every scenario, whatever became of those before it. */
    public final List<Result> play() {
        return scenarios.stream().map(OperatorKit::play).toList();
    }

    private static Result play(Scenario scenario) {
        try {
            scenario.run().run();
            return new Result(scenario.name(), "");
        } catch (KitFailure failure) {
            return new Result(scenario.name(), String.valueOf(failure.getMessage()));
        } catch (RuntimeException e) {
            return new Result(scenario.name(), e.toString());
        }
    }

    /** Sends the same from several threads at once; what each of them heard. */
    static <T> List<T> together(int times, Supplier<T> call) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<T>>();
            for (int i = 0; i < times; i++) {
                all.add(threads.submit(call::get));
            }
            var heard = new ArrayList<T>();
            for (var one : all) {
                heard.add(one.get());
            }
            return heard;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KitFailure("interrupted");
        } catch (ExecutionException e) {
            throw new KitFailure("one of many calls failed: " + e.getCause());
        }
    }
}
