package sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import sandbox.chaos.FirstMoney.App;
import sandbox.mobile.MobileApp.Reply;
import tools.jackson.databind.json.JsonMapper;

class FirstMoneyTest {

    private static final Customer CUSTOMER =
            new Customer("998901234567", List.of(), Map.of("uzcard", "card_1", "humo", "card_2", "visa", "card_3"));

    private final Queue<Reply> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();

    @Test
    void isThereAtOnce() {
        hears(201, "completed");

        into();

        assertThat(asked).containsExactly("POST /v1/payments");
    }

    @Test
    void aBankThatIsBusyIsAskedAgainUnderTheSameKey() {
        hears(503, "503");
        hears(409, "409");
        hears(201, "completed");

        into();

        assertThat(asked).hasSize(3).containsOnly("POST /v1/payments");
        assertThat(new HashSet<>(keys)).hasSize(1);
    }

    @Test
    void whatIsUnderWayIsWaitedFor() {
        hears(201, "debit_unknown");
        hears(503, "503");
        hears(200, "crediting");
        hears(200, "completed");

        into();

        assertThat(asked)
                .containsExactly(
                        "POST /v1/payments",
                        "GET /v1/payments/pay_1",
                        "GET /v1/payments/pay_1",
                        "GET /v1/payments/pay_1");
    }

    @Test
    void whatTheBankWantsToLookAtIsCalledOffAndAskedForAnew() {
        hears(201, "in_review");
        hears(200, "cancelled");
        hears(200, "cancelled");
        hears(201, "completed");

        into();

        assertThat(asked)
                .containsExactly(
                        "POST /v1/payments",
                        "POST /v1/payments/pay_1/cancel",
                        "GET /v1/payments/pay_1",
                        "POST /v1/payments");
        assertThat(keys).doesNotHaveDuplicates();
    }

    /** Or the money would be there twice. */
    @Test
    void whatCanNotBeCalledOffAnyMoreIsWaitedFor() {
        hears(201, "in_review");
        hears(409, "409");
        hears(200, "debiting");
        hears(200, "completed");

        into();

        assertThat(asked).filteredOn("POST /v1/payments"::equals).hasSize(1);
    }

    @Test
    void aNoEndsIt() {
        for (var no : List.of("declined", "reversed", "needs_operator")) {
            hears(201, no);
            assertThatThrownBy(this::into).hasMessageContaining(no);
        }
        hears(422, "422");
        assertThatThrownBy(this::into).hasMessageContaining("422");
    }

    @Test
    void nobodyWaitsForEver() {
        for (int i = 0; i < 100; i++) {
            hears(201, "debiting");
        }

        assertThatThrownBy(this::into).hasMessageContaining("tries");
    }

    private void hears(int status, String said) {
        var text = "{\"id\":\"pay_1\",\"status\":\"%s\"}".formatted(said);
        answers.add(new Reply(status, "HTTP_2", JsonMapper.shared().readTree(text), text, Map.of()));
    }

    private void into() {
        var app = new App() {

            @Override
            public Reply post(String path, String json, String key) {
                keys.add(key);
                asked.add("POST " + path);
                return answers.remove();
            }

            @Override
            public Reply get(String path) {
                asked.add("GET " + path);
                return answers.remove();
            }
        };
        new FirstMoney(app, Duration.ZERO).into(CUSTOMER);
    }
}
