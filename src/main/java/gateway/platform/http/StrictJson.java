package gateway.platform.http;

import jakarta.validation.Validator;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what clients send: one JSON object in UTF-8 that has exactly the fields of its record, each of the right type,
 * present unless {@code @Nullable}, and within its {@code jakarta.validation} constraints (those of a record inside
 * where it stands as {@code @Valid}). Everything else is a {@link RequestProblem} that names the field and never
 * repeats the value. What partners answer us is not read with this: they may add fields.
 */
@Component
public final class StrictJson {

    /** The largest body, in bytes. */
    public static final int MAX_BODY = 64 * 1024;

    private final JsonMapper mapper = StrictMapper.create();
    private final Validator validator;
    private final ConcurrentMap<Class<?>, Shape> shapes = new ConcurrentHashMap<>();

    /** How to read one class; found once. */
    private record Shape(ObjectReader reader, boolean constrained) {}

    public StrictJson(Validator validator) {
        this.validator = validator;
    }

    public <T> T read(ByteBuffer body, Class<T> type) {
        var bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        return read(bytes, type);
    }

    /** Throws a {@link gateway.shared.problems.ProblemException} when the bytes are not such a record. */
    public <T> T read(byte[] body, Class<T> type) {
        if (body.length == 0) {
            throw RequestProblem.MALFORMED_JSON.because("The body is empty");
        }
        if (body.length > MAX_BODY) {
            throw RequestProblem.BODY_TOO_LARGE.because("A body may have up to " + MAX_BODY + " bytes");
        }
        if (!Utf8.isText(body)) {
            throw RequestProblem.MALFORMED_JSON.because("The body is not UTF-8 text");
        }
        var shape = shapes.computeIfAbsent(type, this::shapeOf);
        var value = type.cast(parse(shape.reader(), body));
        if (value == null) {
            throw RequestProblem.MALFORMED_JSON.because("The body must be a JSON object");
        }
        return shape.constrained() ? checked(value) : value;
    }

    private Shape shapeOf(Class<?> type) {
        var constrained = validator.getConstraintsForClass(type).isBeanConstrained();
        return new Shape(mapper.readerFor(type), constrained);
    }

    private static @Nullable Object parse(ObjectReader reader, byte[] body) {
        try {
            return reader.readValue(body);
        } catch (JacksonException wrong) {
            throw JsonFaults.problemOf(wrong);
        }
    }

    private <T> T checked(T value) {
        var violations = validator.validate(value);
        if (violations.isEmpty()) {
            return value;
        }
        // Always the same one of several, whatever the set's order.
        var first = violations.stream()
                .min(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .orElseThrow();
        throw FieldFaults.invalid(first.getPropertyPath().toString(), first.getMessage());
    }
}
