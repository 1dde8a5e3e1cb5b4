package gateway;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

/** Nothing in the product passes in real time that a simulator could not pass in virtual time. */
class VirtualTimeTest {

    private static final JavaClasses PRODUCTION = ProductionClasses.ALL;

    /**
     * Reactor takes its timers from a factory, which the simulator replaces: only what goes around it is forbidden.
     * Netty's event loops turn below the rails and the door, which the simulator replaces as a whole. Exception: who
     * looks whether threads stand still must not live on one of them.
     */
    @Test
    void timersAndThreadsComeFromReplaceableSchedulers() {
        noClasses()
                .that(areNot("gateway.platform.loops.LoopWatch"))
                .should()
                .callMethodWhere(
                        target(owner(assignableTo(Schedulers.class))).and(target(nameMatching("from.*|new.*|single"))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(CompletableFuture.class)))
                        .and(target(nameMatching(".*Async|delayedExecutor|orTimeout|completeOnTimeout"))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(Thread.class)))
                        .and(target(nameMatching("ofVirtual|ofPlatform|startVirtualThread"))))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Timer.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(ScheduledExecutorService.class, ScheduledThreadPoolExecutor.class, Executors.class)
                .because("a simulator turns every timer by hand")
                .check(PRODUCTION);
    }

    /** Exceptions: what only measures, waits for the end of the process, or hands the stopwatch to others. */
    @Test
    void stopwatchesAreHandedIn() {
        noClasses()
                .that(areNot(
                        "gateway.platform.observability.RequestMeter",
                        "gateway.platform.resilience.InFlight",
                        "gateway.processors.Processors"))
                .should()
                .callMethod(System.class, "nanoTime")
                .because("what depends on elapsed time must pass in virtual time too")
                .check(PRODUCTION);
    }

    /** Exceptions: the beans themselves, nonces that no decision depends on, and a generator seeded by the bean. */
    @Test
    void generatorsAreHandedIn() {
        noClasses()
                .that(areNot(
                        "gateway.platform.PlatformBeans",
                        "gateway.platform.crypto.MasterKey",
                        "gateway.platform.observability.Traces"))
                .should()
                .callConstructor(SecureRandom.class)
                .orShould()
                .callConstructor(SplittableRandom.class)
                .orShould()
                .callConstructor(SplittableRandom.class, long.class)
                .because("a run that cannot be repeated cannot be debugged: inject RandomGenerator")
                .check(PRODUCTION);
    }

    private static DescribedPredicate<JavaClass> areNot(String... names) {
        return describe(
                "are not " + String.join(", ", names), type -> Stream.of(names).noneMatch(type.getName()::startsWith));
    }
}
