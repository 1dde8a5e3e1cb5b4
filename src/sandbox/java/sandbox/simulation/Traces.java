package sandbox.simulation;

import gateway.processors.MessageIdentity;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** One node's trace numbers, by the product's own class over a model of its table. */
final class Traces {

    private static final String PACKAGE = "gateway.processors.visa.";

    private final Object numbers;
    private final Method next;

    Traces(World world, NodeStore store, Clock clock) {
        this.numbers = new Assembly(counter(world, store), clock).named(PACKAGE + "TraceNumbers");
        this.next = method(numbers.getClass(), "next");
    }

    /** A name for a message that no other node, and no later life of this one, gives again. */
    Mono<MessageIdentity> identity() {
        return call(next, numbers).map(it -> identity(it));
    }

    private static MessageIdentity identity(Object visas) {
        try {
            return (MessageIdentity) Objects.requireNonNull(
                    method(visas.getClass(), "toMessageIdentity").invoke(visas));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mono<?> call(Method method, Object on) {
        try {
            return (Mono<?>) Objects.requireNonNull(method.invoke(on));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The table: one count for all nodes, which only grows. */
    private static Object counter(World world, NodeStore store) {
        InvocationHandler take = (_, method, arguments) -> {
            if (!method.getName().equals("take")) {
                throw new IllegalStateException("The model of the table does not know " + method);
            }
            int count = (int) arguments[1];
            return store.write(() -> world.takeTraces(count));
        };
        var type = type("TraceCounter");
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, take);
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(PACKAGE + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method method(Class<?> type, String name) {
        try {
            var method = type.getDeclaredMethod(name);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
