package sandbox.simulation;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Builds the product's objects as the product does, by their only constructor, around the parts that are given. */
final class Assembly {

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

    private static Object settings(Class<?> type) {
        return SETTINGS.computeIfAbsent(
                type,
                it -> new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate(
                                it.getAnnotation(ConfigurationProperties.class).value(), Bindable.of(it)));
    }

    private Object construct(Class<?> type) {
        var constructors = type.getDeclaredConstructors();
        if (type.isInterface() || constructors.length != 1) {
            throw new IllegalStateException("Give the simulation a " + type);
        }
        var arguments = new ArrayList<Object>();
        for (var parameter : constructors[0].getParameterTypes()) {
            arguments.add(get(parameter));
        }
        try {
            constructors[0].setAccessible(true);
            return constructors[0].newInstance(arguments.toArray());
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Cannot build " + type, e);
        }
    }
}
