package gateway.payments.web;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.StatementCursor;
import gateway.shared.ids.TransferId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors survive the way to the client and back, and nothing else passes for one. */
class CursorTextTest {

    @Test
    void comesBackAsItWent() {
        var cursor = new StatementCursor(
                Instant.parse("2026-11-25T10:00:00.123456Z"), new TransferId(new UUID(0x7000L, -5L)));

        var text = CursorText.write(cursor);

        assertThat(text).matches("[A-Za-z0-9_-]{32}");
        assertThat(CursorText.read(text)).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "not base64!",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "f_________9wAAAAAAAAAIAAAAAAAAAA",
                "__________9wAAAAAAAAAIAAAAAAAAAA"
            })
    void isNothingElse(String text) {
        assertThat(CursorText.read(text)).isEmpty();
    }
}
