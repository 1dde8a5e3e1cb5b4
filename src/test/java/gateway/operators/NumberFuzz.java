package gateway.operators;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** What people type at an operator: the number of an invoice or a code for a top-up, in one form, or nothing. */
public final class NumberFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        var text = Promises.text(input);
        InvoiceNumber.parse(text).ifPresent(number -> Promises.same(number, again(number)));
        TopUpCode.parse(text).ifPresent(code -> Promises.same(code, again(code)));
    }

    private static InvoiceNumber again(InvoiceNumber number) {
        return InvoiceNumber.parse(number.text()).orElseThrow(() -> new AssertionError("it is what it was read as"));
    }

    private static TopUpCode again(TopUpCode code) {
        return TopUpCode.parse(code.text()).orElseThrow(() -> new AssertionError("it is what it was read as"));
    }
}
