package gateway.processors;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Rails of a test behind the guards of production. */
public final class TestRails {

    private static final Duration LONG = Duration.ofSeconds(30);

    private TestRails() {}

    public static Processors guarded(Processor... rails) {
        var beans = new StaticListableBeanFactory();
        Stream.of(rails).forEach(rail -> beans.addBean(rail.name(), rail));
        return new Processors(
                beans.getBeanProvider(Processor.class),
                new GuardSettings(8, 8, 8, 8, LONG, 8, 8, LONG, LONG, 10, 10, 50, LONG, 3),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }
}
