package sandbox.chaos.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.faults.Cell.RailAnswer;
import sandbox.embedded.Database;
import sandbox.operators.HttpWire;
import sandbox.operators.KitFailure;
import sandbox.operators.Teller;
import sandbox.operators.Teller.Meaning;
import sandbox.operators.Teller.Slip;
import sandbox.operators.Teller.Step;

/**
 * Payme tops up a card on the node that does not crash; the one that does then takes the money on to the card. It is
 * announced at once, because the payment's name is chosen with that.
 */
final class OperatorErrand implements Errand {

    private static final String WAY = """
            select onward_payment, onward, cardinality(onward_undelivered),
                   (select count(*) from platform.outbox o where o.subject = t.id and o.type = 'topup.kept')
              from operators.transaction t
             where operator = ? and their_id = ?
            """;
    private static final Duration GIVES_UP = Duration.ofSeconds(60);
    private static final Duration LOOKS_ON = Duration.ofSeconds(100);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Cell cell;
    private final Teller payme;
    private final HttpWire wire;
    private final Database database;
    private final Notes notes;
    private final Slip slip;
    private final String key;

    OperatorErrand(Cell cell, Slip slip, Teller payme, HttpWire wire, Database database, Notes notes) {
        this.cell = cell;
        this.payme = payme;
        this.wire = wire;
        this.database = database;
        this.notes = notes;
        this.slip = slip;
        tell(Step.ANNOUNCE);
        this.key = "pass-on-pay_" + way().payment();
    }

    /**
     * How far the money has come.
     *
     * @param again how many payments did not reach the card
     * @param told how often its owner was told that the wallet keeps it
     */
    private record Way(String payment, String stage, int again, int told) {}

    @Override
    public String key() {
        return key;
    }

    @Override
    public Cell cell() {
        return cell;
    }

    @Override
    public void run() {
        tell(Step.PAY);
        long deadline = System.nanoTime() + LOOKS_ON.toNanos();
        while (!isOver() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Whether nothing is left to be done about it. */
    boolean isOver() {
        return !way().stage().equals("on_its_way");
    }

    /** Whether another payment had to follow the first. */
    boolean wasPassedOnAgain() {
        return way().again() > 0;
    }

    /** What the card's rail would take has to be there, wherever a node died; of all else the customer has to know. */
    boolean isRight() {
        var way = way();
        boolean taken = cell.answer() != RailAnswer.DECLINES && cell.answer() != RailAnswer.SILENT_AND_NOT_DONE;
        return way.stage().equals(taken ? "arrived" : "kept") && way.told() == (taken ? 0 : 1);
    }

    @Override
    public String toString() {
        return cell + ": " + way();
    }

    private void tell(Step step) {
        long deadline = System.nanoTime() + GIVES_UP.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                var message = payme.message(step, slip);
                var meaning = payme.meaning(step, wire.post(message.path(), message.headers(), message.body()));
                if (meaning != Meaning.UNCLEAR) {
                    if (meaning == Meaning.REFUSED) {
                        notes.unexpected().add(cell + ": " + step + " is refused");
                    }
                    return;
                }
            } catch (KitFailure silence) {
                // The same call again, as Payme does.
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        notes.unexpected().add(cell + ": no answer to " + step);
    }

    private Way way() {
        try (var connection = database.jdbc();
                var statement = connection.prepareStatement(WAY)) {
            statement.setString(1, payme.operator());
            statement.setString(2, slip.id());
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("Nothing was announced: " + cell);
                }
                return new Way(row.getString(1), row.getString(2), row.getInt(3), row.getInt(4));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The books cannot be read", e);
        }
    }
}
