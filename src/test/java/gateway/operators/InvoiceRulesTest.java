package gateway.operators;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.operators.Invoice.State;
import gateway.operators.MoveInvoice.Action;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvoiceRulesTest {

    private static final UUID MINE = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);

    @ParameterizedTest
    @CsvSource({
        "HOLD,        HELD,   '',     '',     ''",
        "PAY_AT_ONCE, PAID,   '',     '',     ''",
        "PAY,         '',     PAID,   '',     ''",
        "RELEASE,     '',     OPEN,   '',     ''",
        "GIVE_BACK,   '',     '',     CLOSED, ''",
        "CLOSE,       CLOSED, '',     '',     ''",
    })
    void movesAnInvoiceForItsHolder(Action action, String open, String held, String paid, String closed) {
        assertThat(after(State.OPEN, null, action)).isEqualTo(open);
        assertThat(after(State.HELD, MINE, action)).isEqualTo(held);
        assertThat(after(State.PAID, MINE, action)).isEqualTo(paid);
        assertThat(after(State.CLOSED, MINE, action)).isEqualTo(closed);
    }

    @ParameterizedTest
    @CsvSource({"PAY, HELD", "RELEASE, HELD", "GIVE_BACK, PAID"})
    void letsNobodyElseMoveIt(Action action, State state) {
        assertThat(after(state, OTHER, action)).isEmpty();
        assertThat(InvoiceRules.after(state, null, action, null)).isEmpty();
    }

    private static String after(State state, UUID holder, Action action) {
        Optional<State> after = InvoiceRules.after(state, holder, action, MINE);
        return after.map(State::name).orElse("");
    }
}
