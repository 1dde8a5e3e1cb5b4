package gateway.platform;

import gateway.platform.time.SharedClock;
import gateway.shared.ids.TimeOrderedIds;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Time, chance and ids for every module; a simulator puts its own in their place. */
@Configuration(proxyBeanMethods = false)
class PlatformBeans {

    @Bean
    SharedClock clock() {
        return new SharedClock(InstantSource.system(), System::nanoTime);
    }

    /** Fit for secrets. */
    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }

    // Ids need to be different, not secret, and are made by the million: one cheap generator per thread.
    @Bean
    TimeOrderedIds timeOrderedIds(Clock clock) {
        var seeds = new SecureRandom();
        var perThread = ThreadLocal.withInitial(() -> new SplittableRandom(seeds.nextLong()));
        return new TimeOrderedIds(clock, () -> perThread.get().nextLong());
    }
}
