package gateway;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Stories that mostly wait: each is told on a thread of its own, all at once. */
final class SideBySide {

    private SideBySide() {}

    /** The same tests, when all of their stories have ended. */
    static Stream<DynamicTest> told(Stream<DynamicTest> stories) {
        var tests = new ArrayList<DynamicTest>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            stories.forEach(story -> {
                var end = threads.submit(() -> tell(story));
                tests.add(DynamicTest.dynamicTest(story.getDisplayName(), () -> look(end)));
            });
        }
        return tests.stream();
    }

    private static Void tell(DynamicTest story) throws Exception {
        try {
            story.getExecutable().execute();
            return null;
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void look(Future<Void> end) throws Throwable {
        if (end.state() == Future.State.FAILED) {
            throw end.exceptionNow();
        }
    }
}
