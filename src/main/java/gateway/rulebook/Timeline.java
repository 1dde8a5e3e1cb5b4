package gateway.rulebook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The versions of one rule there must always be one of: each begins when the one before it ends, and the last has an
 * open end.
 *
 * @param versions the oldest first
 */
public record Timeline<T>(List<Version<T>> versions) {

    public Timeline {
        versions = List.copyOf(versions);
    }

    /** One version without an end, for who needs no history, such as a test. */
    public static <T> Timeline<T> always(RuleHead head, T says) {
        return new Timeline<>(List.of(new Version<>(head, says)));
    }

    /** Throws {@link UnfitPack}. */
    public static <T> Timeline<T> read(PackNode place, Function<PackNode, Version<T>> reader) {
        var versions = new ArrayList<Version<T>>();
        for (var item : place.items()) {
            var version = reader.apply(item);
            if (!versions.isEmpty()) {
                checkFollows(versions.getLast(), version, item);
            }
            versions.add(version);
        }
        if (versions.isEmpty()) {
            throw place.fault("must have at least one version");
        }
        if (versions.getLast().head().validity().until() != null) {
            throw place.fault("the last version must not end: there must always be one");
        }
        return new Timeline<>(versions);
    }

    private static void checkFollows(Version<?> before, Version<?> version, PackNode item) {
        if (!version.id().equals(before.id())) {
            throw item.fault("must be another version of " + before.id());
        }
        if (version.number() <= before.number()) {
            throw item.fault("must have a larger version than the one before it");
        }
        if (!version.head().validity().from().equals(before.head().validity().until())) {
            throw item.fault("must begin on the day the version before it ends");
        }
    }

    /** What holds then; before the first version the first. */
    public Version<T> at(Instant moment) {
        for (var version : versions.reversed()) {
            if (version.head().validity().hasBegun(moment)) {
                return version;
            }
        }
        return versions.getFirst();
    }

    /** What will hold once everything in it has begun. */
    public Version<T> standing() {
        return versions.getLast();
    }
}
