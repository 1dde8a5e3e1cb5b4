package gateway.platform.http;

import gateway.platform.journal.JournalProblem;
import gateway.platform.observability.Trace;
import gateway.shared.problems.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * The only place where an exception becomes an answer (RFC 9457), whether a filter, the framework or a controller threw
 * it. What nobody foresaw is logged once, here, with its trace id, and tells the client nothing but that id.
 */
@Component
@Order(ProblemHandler.BEFORE_THE_FRAMEWORKS)
final class ProblemHandler implements WebExceptionHandler {

    /** Boot's own handler stands at -1 and Spring's at 0. */
    static final int BEFORE_THE_FRAMEWORKS = -2;

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
    private static final Duration SHORTLY = Duration.ofSeconds(1);
    private static final String RETRY_AFTER = "retryAfter";

    private final ProblemBody body;
    private final DatabaseFaults databaseFaults = new DatabaseFaults(System::nanoTime);

    ProblemHandler(ProblemBody body) {
        this.body = body;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable fault) {
        if (exchange.getResponse().isCommitted()) {
            // Too late to say anything: the server cuts the connection, so that half an answer is not taken for all.
            return Mono.error(fault);
        }
        var problem = FrameworkFaults.problemOf(fault);
        if (problem.type() == RequestProblem.INTERNAL) {
            report(exchange, fault);
        } else if (problem.type() == JournalProblem.UNAVAILABLE) {
            databaseFaults.note(exchange, fault);
        }
        return Mono.defer(() -> answer(exchange, problem, fault));
    }

    private static void report(ServerWebExchange exchange, Throwable fault) {
        log.atError()
                .addKeyValue(Trace.ID, Trace.of(exchange).map(Trace::traceId).orElse("none"))
                .addKeyValue("method", exchange.getRequest().getMethod().name())
                .setCause(fault)
                .log("A request failed in a way nobody foresaw");
    }

    private Mono<Void> answer(ServerWebExchange exchange, ProblemException problem, Throwable fault) {
        var response = exchange.getResponse();
        var type = problem.type();
        var language = ProblemTexts.choose(accepted(exchange.getRequest().getHeaders()));
        response.setStatusCode(HttpStatusCode.valueOf(type.status()));
        var headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLanguage(language);
        headers.setCacheControl(CacheControl.noStore());
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        addHeaders(headers, problem, fault);
        var bytes = body.of(problem, language, exchange.getRequest().getPath().value(), Trace.of(exchange));
        headers.setContentLength(bytes.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    }

    private static void addHeaders(HttpHeaders headers, ProblemException problem, Throwable fault) {
        var wait = problem.members().get(RETRY_AFTER);
        int status = problem.type().status();
        if (wait != null) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(ProblemBody.plain(wait)));
        } else if (status == 503 || problem.type() == RequestProblem.REQUEST_IN_PROGRESS) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(SHORTLY.toSeconds()));
        }
        if (status == 401 && !headers.containsHeader(HttpHeaders.WWW_AUTHENTICATE)) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "DPoP algs=\"ES256\"");
        }
        if (fault instanceof MethodNotAllowedException it) {
            headers.setAllow(it.getSupportedMethods());
        }
    }

    /** Nothing when the header cannot be read. */
    static List<Locale.LanguageRange> accepted(HttpHeaders headers) {
        try {
            return headers.getAcceptLanguage();
        } catch (IllegalArgumentException unreadable) {
            return List.of();
        }
    }
}
