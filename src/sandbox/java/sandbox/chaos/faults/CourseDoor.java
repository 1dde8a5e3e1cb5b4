package sandbox.chaos.faults;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sets courses, tells how far they went and halts the node, for whoever runs the campaign; and puts a point before and
 * after every answer to a client.
 */
final class CourseDoor implements WebFilter, Ordered {

    /** PUT to set, GET to look. */
    static final String COURSES = "/sandbox/courses";
    /** POST to end the node without a word. */
    static final String HALT = "/sandbox/halt";

    private static final int KILLED = 137;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern PAYMENT =
            Pattern.compile("/v1/payments(?:/pay_([0-9a-f-]{36}))?(?:/(confirm|cancel|refunds))?");

    private final Courses courses;

    CourseDoor(Courses courses) {
        this.courses = courses;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var path = request.getPath().value();
        if (path.equals(HALT)) {
            Runtime.getRuntime().halt(KILLED);
        }
        if (path.equals(COURSES)) {
            return request.getMethod().name().equals("PUT") ? set(exchange) : tell(exchange.getResponse());
        }
        var match = PAYMENT.matcher(path);
        if (!request.getMethod().name().equals("POST") || !match.matches()) {
            return chain.filter(exchange);
        }
        var key = Optional.ofNullable(request.getHeaders().getFirst("Idempotency-Key"));
        var course = key.flatMap(courses::underKey)
                .or(() -> Optional.ofNullable(match.group(1))
                        .map(UUID::fromString)
                        .flatMap(courses::of));
        var name = "answer." + Optional.ofNullable(match.group(2)).orElse("make");
        return course.map(it -> pass(it, name, exchange, chain)).orElseGet(() -> chain.filter(exchange));
    }

    private static Mono<Void> pass(Course course, String name, ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> course.pass("before " + name) ? Mono.empty() : Mono.never());
        return chain.filter(exchange)
                .then(Mono.defer(() -> course.pass("after " + name) ? Mono.empty() : Mono.never()));
    }

    private Mono<Void> set(ServerWebExchange exchange) {
        return DataBufferUtils.join(exchange.getRequest().getBody())
                .map(CourseDoor::text)
                .doOnNext(text -> JSON.readTree(text).forEach(this::set))
                .then(tell(exchange.getResponse()));
    }

    private void set(JsonNode node) {
        var at = node.path("at").asString("");
        courses.put(
                node.path("key").asString(),
                new Course(at.isEmpty() ? null : at, node.path("unsent").asBoolean(false)));
    }

    private Mono<Void> tell(ServerHttpResponse response) {
        return response.writeWith(Mono.fromSupplier(() -> {
            var all = new LinkedHashMap<String, Object>();
            courses.all()
                    .forEach((key, course) ->
                            all.put(key, Map.of("passed", course.passed(), "standing", course.isStanding())));
            return response.bufferFactory().wrap(JSON.writeValueAsBytes(all));
        }));
    }

    private static String text(DataBuffer buffer) {
        var text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        return text;
    }
}
