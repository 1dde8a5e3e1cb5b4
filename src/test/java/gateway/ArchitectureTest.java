package gateway;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.loops.EventLoops;
import io.r2dbc.spi.Connection;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.netty.resources.LoopResources;

/** Rules that hold in every module. Each says why, so that a failure teaches. */
class ArchitectureTest {

    // The folder or jar that the application itself came from: never a test class, wherever the build puts those.
    private static final JavaClasses PRODUCTION = ProductionClasses.ALL;

    // Gives Clock, TimeOrderedIds and RandomGenerator to everybody else, so it alone may touch the real ones.
    private static final String SOURCE_OF_TIME_AND_CHANCE = "gateway.platform.PlatformBeans";

    // What is signed, proven, fingerprinted or told back is the text itself, and so is where we call others.
    private static final Set<String> TAKE_PATHS_AS_WRITTEN = Set.of(
            "gateway.platform.http.MatchedPath",
            "gateway.platform.http.ProblemHandler",
            "gateway.platform.http.KeyedRequestResolver",
            "gateway.platform.signatures.SignedMessage",
            "gateway.webhooks.partners.PartnerCalls",
            "gateway.sessions.tokens.Target",
            "gateway.fraud.web.OrderController",
            "gateway.processors.correspondent.web.MessageController",
            "gateway.processors.HttpLine");

    @Test
    void productionCodeWasFound() {
        assertThat(PRODUCTION.size()).isGreaterThan(80);
    }

    @Test
    void sharedWordsArePlainJava() {
        check(classes()
                .that()
                .resideInAPackage("gateway.shared..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "gateway.shared..", "org.jspecify..", "org.springframework.modulith..")
                .because("every module speaks them, so they may not drag a framework along"));
    }

    @Test
    void rulesKnowNoFramework() {
        check(classes()
                .that()
                .haveNameMatching(".*(Lifecycle|Rules|Policy|Decision|Transition|Schedule|ResponseCodes)")
                .and()
                .resideOutsideOfPackage("..web..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "gateway..", "org.jspecify..")
                .because("a rule about money must be readable and testable without a server"));
    }

    @Test
    void rulesReturnAnswersAndNotPipelines() {
        check(noClasses()
                .that()
                .haveNameMatching(".*(Lifecycle|Rules|Transition)")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Publisher.class)
                .because("a rule never performs an effect; its caller does"));
    }

    @Test
    void nothingBlocks() {
        check(noClasses()
                .should()
                .callMethodWhere(target(owner(assignableTo(Publisher.class)))
                        .and(target(nameMatching("block(First|Last|Optional)?|toIterable|toStream"))))
                .because("one blocked event loop stalls every payment on it"));
    }

    @Test
    void everyStaffEndpointNamesItsRoles() {
        var unnamed = PRODUCTION.stream()
                .filter(type -> type.isAnnotatedWith(RestController.class))
                .flatMap(type -> Stream.of(type.reflect().getDeclaredMethods()))
                .filter(ArchitectureTest::isForStaff)
                .filter(method -> Stream.of(method.getParameters())
                        .noneMatch(it -> it.getType() == Staff.class && it.isAnnotationPresent(Needs.class)))
                .toList();

        assertThat(unnamed).as("staff endpoints open to every role").isEmpty();
    }

    private static boolean isForStaff(Method method) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        return mapping != null && Stream.of(mapping.path()).anyMatch(path -> path.startsWith("/admin/"));
    }

    @Test
    void nobodyDecidesByAPathAsItWasWritten() {
        check(noClasses()
                .that(describe("are not " + TAKE_PATHS_AS_WRITTEN, it -> !TAKE_PATHS_AS_WRITTEN.contains(it.getName())))
                .should()
                .callMethodWhere(
                        target(owner(assignableTo(PathContainer.class))).and(target(nameMatching("value"))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(URI.class))).and(target(nameMatching("get(Raw)?Path"))))
                .because("/%61dmin and /admin;x lead where /admin does: compare MatchedPath"));
    }

    @Test
    void nothingSleeps() {
        check(noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .because("waiting is Mono.delay on a scheduler that a test can turn by hand"));
    }

    @Test
    void nothingStartsThreadsByHand() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("gateway.platform..")
                .should()
                .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(java.util.concurrent.Executors.class))))
                .because("a simulator must be able to run the whole gateway on one thread"));
    }

    @Test
    void nobodyHasEventLoopsThatNobodyWatches() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(EventLoops.class.getName())
                .should()
                .callMethodWhere(
                        target(owner(assignableTo(LoopResources.class))).and(target(nameMatching("create"))))
                .because("a loop that stands still is found by LoopWatch, which knows those of EventLoops"));
    }

    @Test
    void nothingSubscribesByHand() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("gateway.platform..")
                .should()
                .callMethodWhere(target(owner(assignableTo(Publisher.class)))
                        .and(target(nameMatching("subscribe(With)?|connect|autoConnect"))))
                .because("a subscription made by hand loses errors, context and back-pressure"));
    }

    @Test
    void nothingEndsADriversConnectionFromWithinWhatItTells() {
        var ends = target(owner(assignableTo(Connection.class))).and(target(nameMatching("close")));
        check(noClasses()
                .that()
                .resideInAPackage("gateway.platform.journal")
                .should()
                .callMethodWhere(ends)
                .because("a connection waits in its end for whoever it is telling something: see EndConnection"));
    }

    @Test
    void timeComesFromTheClock() {
        check(noClasses()
                .that(areNotTheSourceOfTimeAndChance())
                .should()
                .callMethodWhere(target(nameMatching("now"))
                        .and(target(owner(inPackage("java.time"))))
                        .and(describe(
                                "without a clock",
                                call -> call.getTarget().getRawParameterTypes().stream()
                                        .noneMatch(type -> type.isEquivalentTo(Clock.class)))))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethodWhere(target(owner(assignableTo(Clock.class))).and(target(nameMatching("system.*"))))
                .because("a rule that reads the machine's clock cannot be tested at midnight: inject java.time.Clock"));
    }

    @Test
    void chanceComesFromTheGenerator() {
        check(noClasses()
                .that(areNotTheSourceOfTimeAndChance())
                .should()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.concurrent.ThreadLocalRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(java.util.Random.class)
                .because("a run that cannot be repeated cannot be debugged: inject TimeOrderedIds or RandomGenerator"));
    }

    @Test
    void namesSayWhatAThingIs() {
        check(noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helpers?|Manager|Dto|DTO)")
                .because("such a name fits anything, so everything ends up in it"));
        check(noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..common..", "..core..", "..service..", "..dto..", "..config..", "..impl..")
                .because("folders name what the business does, not the layers of a technology"));
    }

    @Test
    void dependenciesAreConstructorParameters() {
        check(noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .because("a constructor shows what a class needs, and when it needs too much"));
    }

    @Test
    void settingsAreRecordsAndNotProfiles() {
        check(classes()
                .that()
                .areAnnotatedWith(ConfigurationProperties.class)
                .should()
                .beRecords()
                .because("settings never change while we run"));
        check(noClasses()
                .that()
                .areAnnotatedWith(ConfigurationProperties.class)
                .and()
                .resideInAPackage("gateway.*")
                .should()
                .bePublic()
                .because("settings belong to their module"));
        check(noClasses()
                .should()
                .beAnnotatedWith(Profile.class)
                .because("a profile changes behaviour where nobody tests it"));
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .areMetaAnnotatedWith(Conditional.class)
                .because("the image's beans are decided when it is built, so each looks at its settings itself"));
    }

    /** Volatile is for what a component learns while it runs: started or stopped, the newest copy of something. */
    @Test
    void componentsKeepNoState() {
        check(noFields()
                .that()
                .areDeclaredInClassesThat()
                .areMetaAnnotatedWith(Component.class)
                .should(be(describe(
                        "neither final nor volatile",
                        field -> !field.getModifiers().contains(JavaModifier.FINAL)
                                && !field.getModifiers().contains(JavaModifier.VOLATILE))))
                .because("one instance serves every request at once, on every thread"));
    }

    @Test
    void nothingHidesInStaticVariables() {
        check(noFields()
                .should(be(describe(
                        "static and reassignable",
                        field -> field.getModifiers().contains(JavaModifier.STATIC)
                                && !field.getModifiers().contains(JavaModifier.FINAL)
                                && !field.getName().contains("$"))))
                .because("two nodes in one test JVM must not share anything"));
    }

    @Test
    void moneyIsNeverFloatingPoint() {
        check(noFields()
                .should()
                .haveRawType(describe("float or double", ArchitectureTest::isFloatingPoint))
                .because("0.1 + 0.2 is not 0.3"));
    }

    @Test
    void onlyCardsProcessorsAndTheIssuerSeeCardNumbers() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("gateway.cards..", "gateway.processors..", "gateway.issuing..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("gateway\\.cards\\.(Pan|CardDetails|CardVault)")
                .because("whatever never holds a card number cannot leak it"));
    }

    @Test
    void whatWasDecidedAgainstStaysOut() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.security..",
                        "lombok..",
                        "jakarta.persistence..",
                        "org.mapstruct..",
                        "com.google.common..",
                        "org.apache.commons..",
                        "com.fasterxml.jackson.databind..")
                .because("see docs/adr: records, plain SQL, own access filter, Jackson 3"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PRODUCTION);
    }

    private static boolean isFloatingPoint(JavaClass type) {
        return List.of("double", "float", "java.lang.Double", "java.lang.Float", "double[]", "float[]")
                .contains(type.getFullName());
    }

    private static DescribedPredicate<JavaClass> inPackage(String name) {
        return describe("in " + name, type -> type.getPackageName().equals(name));
    }

    private static DescribedPredicate<JavaClass> areNotTheSourceOfTimeAndChance() {
        return describe(
                "are not " + SOURCE_OF_TIME_AND_CHANCE, type -> !type.getName().startsWith(SOURCE_OF_TIME_AND_CHANCE));
    }
}
