package gateway.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What clients can send as bodies: the records that the product's controllers take as parameters, and those that they
 * have read for them once they have seen who signed.
 */
final class Bodies {

    /** What reads a record of the class that it is given. */
    private static final Set<String> READERS =
            Set.of("gateway/platform/http/StrictJson", "gateway/inbound/web/InboundDoor");

    private Bodies() {}

    /** By their names without {@code gateway}, such as {@code payments.web.PaymentRequest}. */
    static Map<String, Class<?>> all() {
        return controllers()
                .flatMap(type -> Stream.concat(
                        Arrays.stream(type.getDeclaredMethods()).flatMap(Bodies::ofMethod), readByHand(type)))
                // Bytes and files are read by others, with targets of their own.
                .filter(Class::isRecord)
                .distinct()
                .sorted(Comparator.comparing(Class::getName))
                .collect(Collectors.toMap(Bodies::name, type -> type, (one, _) -> one, TreeMap::new));
    }

    static String name(Class<?> type) {
        return type.getName().substring("gateway.".length()).replace('$', '.');
    }

    private static Stream<Class<?>> controllers() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scanner.findCandidateComponents("gateway").stream()
                .<Class<?>>map(found -> resolve(String.valueOf(found.getBeanClassName())))
                .filter(type -> origin(type).equals(origin(StrictJson.class)));
    }

    private static Class<?> resolve(String name) {
        return ClassUtils.resolveClassName(name, Bodies.class.getClassLoader());
    }

    private static String origin(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().toString();
    }

    private static Stream<Class<?>> ofMethod(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(it -> it.isAnnotationPresent(RequestBody.class) || it.getType() == KeyedRequest.class)
                // A lambda's parameter has forgotten what it is a request for.
                .filter(it -> it.getParameterizedType() != KeyedRequest.class)
                .map(Parameter::getParameterizedType)
                .map(Bodies::record);
    }

    // Mono<T> and KeyedRequest<T> are about T.
    private static Class<?> record(Type type) {
        return type instanceof ParameterizedType it ? (Class<?>) it.getActualTypeArguments()[0] : (Class<?>) type;
    }

    private static Stream<Class<?>> readByHand(Class<?> controller) {
        var named = new Named();
        try (InputStream bytes = Objects.requireNonNull(
                controller.getResourceAsStream(ClassUtils.getClassFileName(controller)), controller.getName())) {
            new ClassReader(bytes).accept(named, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return named.found.stream().map(Bodies::resolve);
    }

    /** Finds which classes a class gives to {@link #READERS}. */
    private static final class Named extends ClassVisitor {

        private final List<String> found = new ArrayList<>();

        private Named() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {

                private final List<String> given = new ArrayList<>();

                @Override
                public void visitLdcInsn(Object value) {
                    if (value instanceof org.springframework.asm.Type type) {
                        given.add(type.getClassName());
                    }
                }

                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String with, boolean door) {
                    if (READERS.contains(owner)) {
                        found.addAll(given);
                    }
                    given.clear();
                }
            };
        }
    }
}
