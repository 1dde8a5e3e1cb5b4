package gateway.platform.http;

import gateway.shared.problems.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What a parser's complaint means to the client. The parser's own words are not used: they quote the input. */
final class JsonFaults {

    private JsonFaults() {}

    static ProblemException problemOf(JacksonException fault) {
        if (fault.getCause() instanceof ProblemException chosen) {
            return chosen;
        }
        var field = path(fault);
        return switch (fault) {
            case StreamConstraintsException _ ->
                RequestProblem.MALFORMED_JSON.because(
                        "The JSON is nested too deeply, or a name, number or text in it is too long");
            case UnrecognizedPropertyException _ -> FieldFaults.unknown(field);
            case InvalidNullException _ -> FieldFaults.missing(field);
            case InputCoercionException it
            when it.processor() != null ->
                FieldFaults.invalid(field(it.processor()), "a number beyond what can be counted");
            case DatabindException _
            when field.isEmpty() -> RequestProblem.MALFORMED_JSON.because("The body must be one JSON object");
            case DatabindException _ -> FieldFaults.invalid(field, "not a value of the expected type or form");
            default -> RequestProblem.MALFORMED_JSON.because("Not valid JSON" + place(fault));
        };
    }

    private static String place(JacksonException fault) {
        var location = fault.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** Where the parser stands; a number it cannot hold is reported before the field is known to the mapper. */
    private static String field(JsonParser parser) {
        return parser.streamReadContext()
                .pathAsPointer()
                .toString()
                .substring(1)
                .replace('/', '.');
    }

    private static String path(JacksonException fault) {
        var path = new StringBuilder();
        for (var step : fault.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
