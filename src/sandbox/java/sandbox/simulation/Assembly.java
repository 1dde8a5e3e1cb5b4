package sandbox.simulation;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Builds the product's objects as the product does, by the constructor that Spring would take, around the parts that
 * are given.
 */
final class Assembly {

    private static final Map<String, String> CHANGED = Map.of(
            "gateway.payments.review-within", "40s",
            "gateway.payments.bill-within", "20s",
            // So that nodes take traces from the table again and again.
            "gateway.processors.visa.trace.block-size", "3",
            "gateway.payments.final-within", "300s");
    private static final Map<Class<?>, Object> SETTINGS = new ConcurrentHashMap<>();

    private final Map<Class<?>, Object> built = new LinkedHashMap<>();
    private final List<Object> given;

    Assembly(Object... given) {
        this.given = List.of(given);
    }

    <T> T get(Class<T> type) {
        for (var part : given) {
            if (type.isInstance(part)) {
                return type.cast(part);
            }
        }
        var known = built.get(type);
        if (known != null) {
            return type.cast(known);
        }
        for (var part : built.values()) {
            if (type.isInstance(part)) {
                return type.cast(part);
            }
        }
        var fresh = type.isAnnotationPresent(ConfigurationProperties.class) ? settings(type) : construct(type);
        built.put(type, fresh);
        return type.cast(fresh);
    }

    Object named(String type) {
        try {
            return get(Class.forName(type));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a part of the product says about itself that nobody outside its package may ask. */
    static Object read(Object part, String name) {
        try {
            var method = part.getClass().getDeclaredMethod(name);
            method.setAccessible(true);
            return Objects.requireNonNull(method.invoke(part));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object settings(Class<?> type) {
        return SETTINGS.computeIfAbsent(
                type,
                it -> new Binder(new MapConfigurationPropertySource(CHANGED))
                        .bindOrCreate(
                                it.getAnnotation(ConfigurationProperties.class).value(), Bindable.of(it)));
    }

    private Object construct(Class<?> type) {
        var all = type.getDeclaredConstructors();
        var constructors = all.length < 2
                ? List.of(all)
                : Stream.of(all)
                        .filter(it -> it.isAnnotationPresent(Autowired.class))
                        .toList();
        if (type.isInterface() || constructors.size() != 1) {
            throw new IllegalStateException("Give the simulation a " + type);
        }
        var constructor = constructors.getFirst();
        return construct(
                constructor,
                Stream.of(constructor.getParameterTypes()).map(this::get).toArray());
    }

    /** By the constructor that takes exactly these. */
    static Object construct(Class<?> type, List<?> arguments) {
        var constructor = Stream.of(type.getDeclaredConstructors())
                .filter(it -> fits(it.getParameterTypes(), arguments))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No such way to build a " + type));
        return construct(constructor, arguments.toArray());
    }

    private static boolean fits(Class<?>[] types, List<?> arguments) {
        return types.length == arguments.size()
                && IntStream.range(0, types.length)
                        .allMatch(i -> types[i].isPrimitive() || types[i].isInstance(arguments.get(i)));
    }

    private static Object construct(Constructor<?> constructor, Object... arguments) {
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Cannot build " + constructor.getDeclaringClass(), e);
        }
    }
}
