package sandbox.chaos.faults;

import gateway.processors.Holds;
import gateway.processors.Inquiry;
import gateway.processors.Leg;
import gateway.processors.Outcome;
import gateway.processors.Processor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A rail, with a point before every message to it and after every answer. */
final class CoursedRail implements InvocationHandler {

    private final Processor rail;
    private final Courses courses;

    private CoursedRail(Processor rail, Courses courses) {
        this.rail = rail;
        this.courses = courses;
    }

    /** Keeps the rail's abilities. */
    static Object around(Processor rail, Courses courses) {
        var abilities = Stream.of(Processor.class, Inquiry.class, Holds.class)
                .filter(ability -> ability.isInstance(rail))
                .toArray(Class<?>[]::new);
        return Proxy.newProxyInstance(Processor.class.getClassLoader(), abilities, new CoursedRail(rail, courses));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments == null || arguments.length == 0 || !(arguments[0] instanceof Leg leg)) {
            return call(method, arguments);
        }
        var course = courses.of(leg.request().id());
        var name = leg.request().kind().name().toLowerCase(Locale.ROOT) + "." + method.getName();
        if (method.getName().equals("send") && course.filter(Course::isUnsent).isPresent()) {
            return Courses.through(course, name, () -> Mono.just(new Outcome.NotSent("the line is down")));
        }
        return Courses.through(course, name, () -> answer(method, arguments));
    }

    private Mono<?> answer(Method method, Object[] arguments) {
        try {
            return (Mono<?>) java.util.Objects.requireNonNull(call(method, arguments));
        } catch (Throwable e) {
            return Mono.error(e);
        }
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            // The rails are classes of their packages' own; what they can do is public.
            method.setAccessible(true);
            return method.invoke(rail, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
