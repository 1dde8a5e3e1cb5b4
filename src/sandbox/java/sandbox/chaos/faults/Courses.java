package sandbox.chaos.faults;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** The courses of a node, found by the client's key and by every id that derives from the payment's. */
final class Courses {

    /** Where the number of a derived id stands, see {@code TimeOrderedIds.derive}. */
    private static final long DERIVED = 0xFFFFL << 40;

    private final Map<String, Course> byKey = new ConcurrentHashMap<>();
    private final Map<UUID, Course> byFamily = new ConcurrentHashMap<>();

    void put(String key, Course course) {
        byKey.put(key, course);
    }

    Map<String, Course> all() {
        return byKey;
    }

    Optional<Course> underKey(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Of a payment, or of one of its messages. */
    Optional<Course> of(UUID id) {
        return Optional.ofNullable(byFamily.get(family(id)));
    }

    /** From now on the id and all that derive from it belong to the key's course. */
    Optional<Course> join(String key, UUID id) {
        var course = underKey(key);
        course.ifPresent(it -> byFamily.putIfAbsent(family(id), it));
        return course;
    }

    /** The step, with a point before and one after it. */
    static <T> Mono<T> through(Optional<Course> course, String name, Supplier<Mono<T>> step) {
        return course.isEmpty() ? step.get() : Mono.defer(() -> through(course.get(), name, step));
    }

    private static <T> Mono<T> through(Course course, String name, Supplier<Mono<T>> step) {
        return course.pass("before " + name)
                ? step.get().flatMap(result -> course.pass("after " + name) ? Mono.just(result) : Mono.never())
                : Mono.never();
    }

    private static UUID family(UUID id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() & ~DERIVED);
    }
}
