package sandbox.chaos.storms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sandbox.crowd.Payer;
import sandbox.crowd.Wire;

/** Only a 201 is a promise; it is kept with whom it was given to and what they had asked for. */
class HearingTest {

    private static final Payer.Wish WISH =
            new Payer.Wish("key", "{\"amount\":{\"value\":\"1234.50\",\"currency\":\"UZS\"}}");

    private final Hearing hearing = new Hearing(URI.create("http://localhost"));

    @Test
    void keepsAPromise() {
        var body = "{\"id\":\"pay_1\",\"status\":\"completed\",\"amount\":{\"value\":\"1234.50\"}}";

        hearing.hear("cus_1", WISH, new Wire.Reply(201, body, false));

        assertThat(hearing.told()).singleElement().satisfies(told -> {
            assertThat(told.id()).isEqualTo("pay_1");
            assertThat(told.status()).isEqualTo("completed");
            assertThat(told.amount()).isEqualTo("1234.50");
            assertThat(told.text()).isEqualTo(body);
            assertThat(told.order().minor()).isEqualTo(123_450);
            assertThat(told.order().key()).isEqualTo("key");
            assertThat(told.order().body()).isEqualTo(WISH.body());
            assertThat(told.order().customer().id()).isEqualTo("cus_1");
        });
        assertThat(hearing.others()).isEmpty();
    }

    @Test
    void countsOtherAnswersApart() {
        hearing.hear("cus_1", WISH, new Wire.Reply(401, "", false));
        hearing.hear("cus_1", WISH, new Wire.Reply(503, "", true));
        hearing.hear("cus_2", WISH, new Wire.Reply(503, "", true));

        assertThat(hearing.told()).isEmpty();
        assertThat(hearing.others()).isEqualTo(Map.of(401, 1L, 503, 2L));
    }
}
