package gateway.processors;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Rails of a test behind the guards of production. */
public final class TestRails {

    private static final Duration LONG = Duration.ofSeconds(30);

    /** As many messages as a rail has in flight and waiting before it has no room. */
    private static final int FULL = 16;

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

    /** Puts so many messages into the rail, each with the outcome that the rail then says, if any. */
    public static void send(Processor rail, int messages) {
        for (int sent = 0; sent < messages; sent++) {
            rail.send(GuardWorld.leg()).subscribe();
        }
    }

    /** Takes a rail's room away; it must be one that never answers. */
    public static void fill(Processor rail) {
        send(rail, FULL);
    }
}
