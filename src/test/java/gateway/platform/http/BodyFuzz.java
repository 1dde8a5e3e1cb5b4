package gateway.platform.http;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every body a client can send: a first line with the record's name, as {@link Bodies} has it, and the body. A record,
 * or a problem that names the field.
 */
public final class BodyFuzz implements FuzzTarget {

    private static final Set<RequestProblem> DOCUMENTED = Set.of(
            RequestProblem.MALFORMED_JSON,
            RequestProblem.BODY_TOO_LARGE,
            RequestProblem.UNKNOWN_FIELD,
            RequestProblem.FIELD_MISSING,
            RequestProblem.FIELD_INVALID);

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();
    private static final Map<String, Class<?>> BODIES = Bodies.all();

    private final StrictJson json = new StrictJson(VALIDATOR);

    @Override
    public void read(byte[] input) throws Exception {
        record(input);
    }

    /** What the input is read as; nothing when it is refused, or names no record. */
    Optional<Object> record(byte[] input) throws Exception {
        int line = 0;
        while (line < input.length && input[line] != '\n') {
            line++;
        }
        var type = BODIES.get(new String(input, 0, line, StandardCharsets.ISO_8859_1));
        if (type == null) {
            return Optional.empty();
        }
        var body = Arrays.copyOfRange(input, Math.min(line + 1, input.length), input.length);
        var record = Promises.refusing(DOCUMENTED, () -> json.read(body, type));
        if (record != null) {
            Promises.holds(VALIDATOR.validate(record).isEmpty(), "what is read keeps its constraints");
        }
        return Optional.ofNullable(record);
    }
}
