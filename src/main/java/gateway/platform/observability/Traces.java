package gateway.platform.observability;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Begins traces, and goes on with those of callers. */
@Component
public final class Traces {

    /** Ids need to be different, not secret; a shared secure generator would be a queue of its own. */
    private final ThreadLocal<SplittableRandom> random;

    public Traces(RandomGenerator random) {
        this.random = ThreadLocal.withInitial(() -> new SplittableRandom(random.nextLong()));
    }

    /** Goes on with the caller's trace, or begins one when the header is absent or unusable. */
    public Trace of(@Nullable String header) {
        return Trace.continuing(header, random.get());
    }
}
