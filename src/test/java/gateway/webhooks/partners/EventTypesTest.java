package gateway.webhooks.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What endpoints can ask for is what payments and the operators' transactions announce about merchants. */
class EventTypesTest {

    private static final Path PAYMENTS = Path.of("src/main/java/gateway/payments");
    private static final Path OPERATORS = Path.of("src/main/java/gateway/operators/TransactionEvents.java");
    private static final Pattern INVOICE = Pattern.compile("\"(invoice\\.[a-z_]+)\"");
    private static final Pattern STATUS = Pattern.compile("case State\\.\\w+ _ -> \"([a-z_]+)\"");

    @Test
    void everythingThatHappensToAMerchantsMoneyIsAType() {
        var announced = Stream.of(
                        statuses("PaymentView", "payment."),
                        statuses("RefundView", "refund."),
                        found(INVOICE, OPERATORS),
                        Stream.of("arrival.completed", "arrival.failed", "endpoint.disabled"))
                .flatMap(all -> all)
                .toList();

        assertThat(announced).hasSizeGreaterThan(15);
        assertThat(EventTypes.SINGLE)
                .containsExactlyInAnyOrderElementsOf(announced)
                .containsAll(EventTypes.USUAL);
    }

    @Test
    void groupsAreTypesToo() {
        assertThat(EventTypes.check(List.of("payment.*", "*", "*"))).containsExactly("payment.*", "*");
    }

    @Test
    void nothingElseIs() {
        for (var type : List.of("payment", "payment.", "payment.complete", "**", "webhook.test", "")) {
            assertThatThrownBy(() -> EventTypes.check(List.of(type))).as(type).hasMessageContaining("payment.*");
        }
    }

    private static Stream<String> statuses(String view, String group) {
        return found(STATUS, PAYMENTS.resolve(view + ".java")).map(status -> group + status);
    }

    private static Stream<String> found(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file)).results().map(match -> match.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
