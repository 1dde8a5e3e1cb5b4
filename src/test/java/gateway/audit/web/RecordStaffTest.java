package gateway.audit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

/** What the staff ask for is on record before it is done, or it is not done. */
class RecordStaffTest {

    private static final Staff DILNOZA = new Staff("dilnoza", Set.of(StaffRole.OPERATIONS));

    private final List<String> happened = new ArrayList<>();

    private void asks(RecordStaff record, HttpMethod method, String path) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.method(method, path));
        exchange.getAttributes().put(Staff.ATTRIBUTE, DILNOZA);
        record.filter(exchange, _ -> Mono.fromRunnable(() -> happened.add("done")))
                .block();
    }

    private RecordStaff recording() {
        return new RecordStaff((type, payload) -> Mono.fromRunnable(() -> happened.add(type + " " + payload)));
    }

    @Test
    void itIsOnRecordBeforeItIsDone() {
        asks(recording(), HttpMethod.POST, "/admin/api/merchants");

        assertThat(happened).hasSize(2).endsWith("done");
        assertThat(happened.getFirst())
                .startsWith("staff.asked {")
                .contains("\"by\":\"dilnoza\"", "\"method\":\"POST\"", "\"path\":\"/admin/api/merchants\"");
    }

    @Test
    void whatCannotBeRecordedIsNotDone() {
        var away = new RecordStaff((_, _) -> Mono.error(new IllegalStateException("away")));

        assertThatThrownBy(() -> asks(away, HttpMethod.DELETE, "/admin/api/merchants/1"))
                .hasMessage("away");

        assertThat(happened).isEmpty();
    }

    @Test
    void whoeverOnlyLooksIsNotRecorded() {
        asks(recording(), HttpMethod.GET, "/admin/api/merchants");
        var nobody = MockServerWebExchange.from(MockServerHttpRequest.post("/v1/payments"));
        recording()
                .filter(nobody, _ -> Mono.fromRunnable(() -> happened.add("done")))
                .block();

        assertThat(happened).containsExactly("done", "done");
    }

    @Test
    void ofAPathWithoutEndTheBeginningIsRecorded() {
        asks(recording(), HttpMethod.PUT, "/" + "x".repeat(4_000));

        assertThat(happened.getFirst()).hasSizeLessThan(700);
        assertThat(happened).endsWith("done");
    }
}
