package gateway.platform.http;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What clients can send as bodies: the records that the product's controllers take. */
final class Bodies {

    private Bodies() {}

    /** In the order of their names. */
    static List<Class<?>> all() {
        return controllers()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .flatMap(Bodies::ofMethod)
                .distinct()
                .sorted(Comparator.comparing(Class::getName))
                .<Class<?>>map(type -> type)
                .toList();
    }

    private static Stream<Class<?>> controllers() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scanner.findCandidateComponents("gateway").stream()
                .<Class<?>>map(found -> ClassUtils.resolveClassName(
                        String.valueOf(found.getBeanClassName()), Bodies.class.getClassLoader()))
                .filter(type -> origin(type).equals(origin(StrictJson.class)));
    }

    private static String origin(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().toString();
    }

    private static Stream<Class<?>> ofMethod(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(it -> it.isAnnotationPresent(RequestBody.class) || it.getType() == KeyedRequest.class)
                .map(Parameter::getParameterizedType)
                .map(Bodies::record);
    }

    // Mono<T> and KeyedRequest<T> are about T.
    private static Class<?> record(Type type) {
        return type instanceof ParameterizedType it ? (Class<?>) it.getActualTypeArguments()[0] : (Class<?>) type;
    }
}
