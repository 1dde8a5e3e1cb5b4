package gateway.platform.http;

import gateway.shared.problems.ProblemType;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** Every problem this program can answer with, found by looking at its classes; slow, so ask once. */
final class ProblemCatalogue {

    private static final String ROOT = "gateway";

    private ProblemCatalogue() {}

    /** By module, then in each module's order of precedence. */
    static List<Entry> entries() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(ProblemType.class));
        return scanner.findCandidateComponents(ROOT).stream()
                .map(BeanDefinition::getBeanClassName)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(ProblemCatalogue::moduleOf).thenComparing(Comparator.naturalOrder()))
                .flatMap(ProblemCatalogue::constants)
                .toList();
    }

    /**
     * One kind of problem.
     *
     * @param module the module that answers with it
     */
    record Entry(String module, ProblemType type) {}

    private static Stream<Entry> constants(String className) {
        var constants = ClassUtils.resolveClassName(className, ProblemCatalogue.class.getClassLoader())
                .getEnumConstants();
        return constants == null
                ? Stream.empty()
                : Stream.of(constants).map(constant -> new Entry(moduleOf(className), (ProblemType) constant));
    }

    private static String moduleOf(String className) {
        return className.substring(ROOT.length() + 1).split("\\.", 2)[0];
    }
}
