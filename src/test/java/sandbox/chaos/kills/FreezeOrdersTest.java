package sandbox.chaos.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.mobile.MobileApp.Reply;
import tools.jackson.databind.json.JsonMapper;

/** Who is told that a payment was created has not paid yet. */
class FreezeOrdersTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource({
        "201, completed, true",
        "201, declined, false",
        "201, in_review, false",
        "201, action_required, false",
        "403, completed, false"
    })
    void onlyCompletedIsPaid(int status, String payment, boolean paid) {
        var text = "{\"status\":\"%s\"}".formatted(payment);
        var reply = new Reply(status, "HTTP/2", JSON.readTree(text), text, Map.of());

        assertThat(FreezeOrders.isPaid(reply)).isEqualTo(paid);
    }
}
