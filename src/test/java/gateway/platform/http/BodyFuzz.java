package gateway.platform.http;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Every body a client can send; the first byte says to which endpoint. A record, or a problem that names the field. */
public final class BodyFuzz implements FuzzTarget {

    private static final Set<RequestProblem> DOCUMENTED = Set.of(
            RequestProblem.MALFORMED_JSON,
            RequestProblem.BODY_TOO_LARGE,
            RequestProblem.UNKNOWN_FIELD,
            RequestProblem.FIELD_MISSING,
            RequestProblem.FIELD_INVALID);

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private final StrictJson json = new StrictJson(VALIDATOR);
    private final List<Class<?>> bodies = Bodies.all();

    @Override
    public void read(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        var body = Arrays.copyOfRange(input, 1, input.length);
        // Letters, so that a kept input can be read by people: A is the first.
        var type = bodies.get(Math.floorMod(input[0] - 'A', bodies.size()));
        var record = Promises.refusing(DOCUMENTED, () -> json.read(body, type));
        if (record != null) {
            Promises.holds(VALIDATOR.validate(record).isEmpty(), "what is read keeps its constraints");
        }
    }
}
