package gateway.platform.http;

import gateway.platform.journal.JournalProblem;
import gateway.shared.problems.ProblemException;
import gateway.shared.problems.ProblemType;
import io.netty.channel.ChannelException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.timeout.TimeoutException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import jakarta.validation.ConstraintViolationException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import reactor.netty.channel.AbortedException;
import tools.jackson.core.JacksonException;

/** What an exception of the framework means to the client. */
final class FrameworkFaults {

    /** Frameworks wrap what went wrong in what they were doing; further down than this nothing is looked for. */
    static final int DEEPEST_CAUSE = 8;

    private FrameworkFaults() {}

    static ProblemException problemOf(Throwable fault) {
        var cause = fault;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            switch (cause) {
                case ProblemException chosen -> {
                    return chosen;
                }
                case JacksonException json
                when fault instanceof ResponseStatusException -> {
                    return JsonFaults.problemOf(json);
                }
                case DataBufferLimitException _, ContentTooLargeException _ -> {
                    return tooLarge();
                }
                case ChannelException it
                when !(it instanceof TimeoutException) -> {
                    // The server's clock ran out on a request; time-outs of calls to others have a type of their own.
                    return RequestProblem.REQUEST_TIMEOUT.because("Nothing was done with what had arrived");
                }
                case Http2Exception _ -> {
                    // A frame of the client's broke the rules in the middle of its request; the stream is reset.
                    return RequestProblem.MALFORMED_REQUEST.because("A frame of HTTP/2 was wrong");
                }
                case AbortedException _ -> {
                    // The client hung up before all of its request had come; nobody hears this answer.
                    return RequestProblem.REQUEST_TIMEOUT.because("Nothing was done with what had arrived");
                }
                case R2dbcNonTransientResourceException _,
                        R2dbcTransientException _,
                        DataAccessResourceFailureException _,
                        TransientDataAccessException _ -> {
                    return JournalProblem.UNAVAILABLE.because("Nothing was changed; try again shortly");
                }
                default -> {}
            }
        }
        return outermost(fault);
    }

    static ProblemException tooLarge() {
        return RequestProblem.BODY_TOO_LARGE.because("A body may have up to " + StrictJson.MAX_BODY + " bytes");
    }

    private static ProblemException outermost(Throwable fault) {
        return switch (fault) {
            case MethodNotAllowedException it ->
                RequestProblem.METHOD_NOT_ALLOWED.because("Served here: " + it.getSupportedMethods());
            case NotAcceptableStatusException _ -> RequestProblem.NOT_ACCEPTABLE.because("Accept application/json");
            case UnsupportedMediaTypeStatusException _ ->
                RequestProblem.UNSUPPORTED_MEDIA_TYPE.because("Send application/json, or what the operation documents");
            case MissingRequestValueException it -> FieldFaults.missing(it.getName());
            case WebExchangeBindException it -> firstField(it);
            case HandlerMethodValidationException it -> parameter(it);
            case ConstraintViolationException it -> violation(it);
            case ServerWebInputException it -> input(it);
            case ResponseStatusException it -> byStatus(it);
            default -> internal();
        };
    }

    private static ProblemException firstField(WebExchangeBindException fault) {
        var error = fault.getFieldError();
        return error == null
                ? RequestProblem.MALFORMED_REQUEST.because("The fields do not fit together")
                : FieldFaults.invalid(error.getField(), String.valueOf(error.getDefaultMessage()));
    }

    private static ProblemException parameter(HandlerMethodValidationException fault) {
        if (fault.isForReturnValue()) {
            return internal();
        }
        var first = fault.getParameterValidationResults().getFirst();
        var name = String.valueOf(first.getMethodParameter().getParameterName());
        var why = first.getResolvableErrors().getFirst().getDefaultMessage();
        return FieldFaults.invalid(name, String.valueOf(why));
    }

    private static ProblemException violation(ConstraintViolationException fault) {
        var first = fault.getConstraintViolations().iterator().next();
        return FieldFaults.invalid(first.getPropertyPath().toString(), first.getMessage());
    }

    private static ProblemException input(ServerWebInputException fault) {
        var parameter = fault.getMethodParameter();
        if (parameter != null && parameter.hasParameterAnnotation(RequestBody.class)) {
            // What was in the body was looked at before; this is what remains.
            return RequestProblem.MALFORMED_JSON.because("The body is empty");
        }
        return parameter == null || parameter.getParameterName() == null
                ? RequestProblem.MALFORMED_REQUEST.because("A value in the request cannot be read")
                : FieldFaults.invalid(parameter.getParameterName(), "not a value of the expected type or form");
    }

    private static ProblemException byStatus(ResponseStatusException fault) {
        ProblemType type = switch (fault.getStatusCode().value()) {
            case 404 -> RequestProblem.NOT_FOUND;
            case 413 -> RequestProblem.BODY_TOO_LARGE;
            case 503 -> JournalProblem.UNAVAILABLE;
            default ->
                fault.getStatusCode().is4xxClientError() ? RequestProblem.MALFORMED_REQUEST : RequestProblem.INTERNAL;
        };
        return type == RequestProblem.INTERNAL ? internal() : type.because(type.title());
    }

    private static ProblemException internal() {
        return RequestProblem.INTERNAL.because("It was noted; tell us the trace id if you need to know more");
    }
}
