package gateway.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.json.JsonWriter;

/** No card number survives in a log line; everything else does. */
class CardNumberBlotTest {

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "4111 1111 1111 1111", "378282246310005", "4222222222222"})
    void blotsCardNumbers(String number) {
        var line = CardNumberBlot.blot("cannot read '" + number + "' here");

        assertThat(line).isEqualTo("cannot read '[card number]' here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "411111******1111",
                "pay_01980000-0000-7000-8000-000000000001",
                "trace 4111111111111111aaaa4111111111111111",
                "took 15 ms, 3 of 12"
            })
    void leavesTheRest(String text) {
        assertThat(CardNumberBlot.blot(text)).isEqualTo(text);
    }

    @Test
    void coversEveryTextOfALine() {
        var line = JsonWriter.<String>of(members -> {
                    members.add("message", text -> text);
                    members.add("error").usingMembers(error -> error.add("stack_trace", "at 4111111111111111"));
                    blotting(members);
                })
                .writeToString("paid with 4111111111111111");

        assertThat(line).isEqualTo("""
                {"message":"paid with [card number]","error":{"stack_trace":"at [card number]"}}""");
    }

    @SuppressWarnings("unchecked")
    private static void blotting(JsonWriter.Members<?> members) {
        new CardNumberBlot().customize((JsonWriter.Members<Object>) members);
    }
}
