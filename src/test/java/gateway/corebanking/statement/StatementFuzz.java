package gateway.corebanking.statement;

import fuzzing.FuzzTarget;

/** Whatever bytes arrive as a statement: they are one, or refused. */
public final class StatementFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        try {
            CamtStatement.read(input);
        } catch (StatementRefused refused) {
            named(refused);
        }
        try {
            CsvStatement.read(input);
        } catch (StatementRefused refused) {
            named(refused);
        }
    }

    private static void named(StatementRefused refused) {
        if (!String.valueOf(refused.getMessage()).startsWith("line ")) {
            throw new IllegalStateException("Refused without a line", refused);
        }
    }
}
