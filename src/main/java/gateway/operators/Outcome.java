package gateway.operators;

import org.jspecify.annotations.Nullable;

/** What became of a call. */
public sealed interface Outcome {

    /** It is so now, through this call. */
    record Done(OperatorTransaction transaction) implements Outcome {}

    /** It was so before, and nothing was changed. */
    record Known(OperatorTransaction transaction) implements Outcome {}

    /** @param transaction as it stands, where there is one */
    record No(Why why, @Nullable OperatorTransaction transaction) implements Outcome {}
}
