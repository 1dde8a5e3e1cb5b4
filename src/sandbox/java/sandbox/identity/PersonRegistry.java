package sandbox.identity;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import sandbox.http.Answering;
import sandbox.http.HttpHost;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says of every person that it is so, except where the three digits before a PINFL's check digit say otherwise. Any
 * bearer token but {@code wrong} may ask.
 */
public final class PersonRegistry extends HttpHost {

    private static final String JSON = "application/json";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int SERIAL_FROM = 10;
    private static final int SERIAL_TO = 13;
    private static final int YEARS_VALID = 9;

    public PersonRegistry(int port) {
        super("identity");
        listen(at(port).route(routes -> routes.post("/v1/matches", this::match)));
    }

    @Override
    public String help() {
        return """
                identity: POST /v1/matches; everybody is who they say, but for PINFLs whose digits 11 to 13 are
                  404 unknown   405 another name   406 another birth date   407 somebody else's phone
                  408 no such document   409 the document ended yesterday   503 no answer
                """;
    }

    private Publisher<Void> match(HttpServerRequest request, HttpServerResponse response) {
        if (!authorised(request)) {
            return answer(response.status(401), Map.of("message", "unauthorised"));
        }
        return body(request).flatMap(body -> Mono.from(match(body, response)));
    }

    private static boolean authorised(HttpServerRequest request) {
        var header = request.requestHeaders().get("Authorization");
        return header != null && header.startsWith("Bearer ") && !header.equals("Bearer wrong");
    }

    private Publisher<Void> match(byte[] body, HttpServerResponse response) {
        JsonNode asked;
        try {
            asked = MAPPER.readTree(body);
        } catch (JacksonException e) {
            return answer(response.status(400), Map.of("message", "not JSON"));
        }
        var pinfl = asked.path("pinfl").asString("");
        if (!pinfl.matches("[0-9]{14}") || asked.path("fullName").asString("").isBlank()) {
            return answer(response.status(422), Map.of("message", "pinfl and fullName are needed"));
        }
        var serial = pinfl.substring(SERIAL_FROM, SERIAL_TO);
        return serial.equals("503") ? Mono.never() : answer(response, findings(serial));
    }

    private static Map<String, Object> findings(String serial) {
        var found = new LinkedHashMap<String, Object>();
        boolean known = !serial.equals("404");
        found.put("person", known);
        found.put("name", known && !serial.equals("405"));
        found.put("birthDate", known && !serial.equals("406"));
        found.put("phone", known && !serial.equals("407"));
        var today = LocalDate.now(ZoneId.of("Asia/Tashkent"));
        var until = serial.equals("409") ? today.minusDays(1) : today.plusYears(YEARS_VALID);
        found.put(
                "document",
                known && !serial.equals("408")
                        ? Map.of("valid", !until.isBefore(today), "validUntil", until.toString())
                        : Map.of("valid", false));
        return found;
    }

    private Publisher<Void> answer(HttpServerResponse response, Map<String, Object> body) {
        return Answering.send(response, JSON, MAPPER.writeValueAsBytes(body), faults().money(0));
    }
}
