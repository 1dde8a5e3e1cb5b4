package gateway.audit.web;

import gateway.platform.http.MatchedPath;
import gateway.platform.http.Staff;
import gateway.platform.journal.Outbox;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Announces who of the staff asks for a change, before anything is done: what cannot be recorded is not done. Tries
 * that are refused are recorded too.
 */
@Component
@Order(RecordStaff.ORDER)
class RecordStaff implements WebFilter {

    /** Right after it is known who asks. */
    static final int ORDER = -99;

    static final String TYPE = "staff.asked";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int LONGEST_PATH = 500;

    private final BiFunction<String, String, Mono<Void>> announce;

    @Autowired
    RecordStaff(Outbox outbox) {
        this(outbox::announce);
    }

    /** @param announce takes the type and the payload of an event */
    RecordStaff(BiFunction<String, String, Mono<Void>> announce) {
        this.announce = announce;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Staff staff = exchange.getAttribute(Staff.ATTRIBUTE);
        var method = exchange.getRequest().getMethod();
        if (staff == null || SAFE.contains(method)) {
            return chain.filter(exchange);
        }
        var path = MatchedPath.of(exchange.getRequest());
        var asked = Map.of(
                "by", staff.name(),
                "method", method.name(),
                "path", path.substring(0, Math.min(path.length(), LONGEST_PATH)));
        return announce.apply(TYPE, JSON.writeValueAsString(asked)).then(chain.filter(exchange));
    }
}
