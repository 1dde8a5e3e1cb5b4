package gateway.reconciliation.files;

import gateway.platform.iso20022.AccountStatement;
import gateway.platform.iso20022.AccountStatement.Booking;
import gateway.platform.iso20022.AccountStatement.Side;
import gateway.platform.iso20022.StatementReader;
import gateway.platform.xml.XmlRefused;
import gateway.reconciliation.Line.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bank's statement in ISO 20022. It is read whole, within bounds, because it has to add up before a line of it
 * counts.
 */
final class CamtFile implements DayFile {

    private static final int LARGEST = 64 * 1024 * 1024;
    private static final int LONGEST_NAME = 200;
    private static final Pattern NO_NAME = Pattern.compile("NOT ?PROVIDED|NONREF|0+", Pattern.CASE_INSENSITIVE);
    private static final Pattern COUNTER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern BLANK = Pattern.compile("\\s");

    private final AccountStatement statement;
    private int next;

    CamtFile(InputStream bytes) throws IOException {
        try (bytes) {
            var all = bytes.readNBytes(LARGEST + 1);
            if (all.length > LARGEST) {
                throw new FileRefused(1, "begins a file that is too large");
            }
            statement = StatementReader.read(all);
        } catch (XmlRefused refused) {
            throw new FileRefused(refused.line(), refused.reason());
        }
    }

    @Override
    public FileHead head() {
        return new FileHead(statement.id(), statement.day(), statement.account());
    }

    @Override
    public @Nullable FileLine next() {
        if (next >= statement.bookings().size()) {
            return null;
        }
        var booking = statement.bookings().get(next);
        next++;
        return line(next, booking);
    }

    // Banks write all of it on one line: an entry is known by its number.
    private static FileLine line(int number, Booking it) {
        return new FileLine(
                number,
                1,
                own(it),
                keys(it),
                it.side() == Side.DEBIT,
                it.amount().minor(),
                it.amount().asset(),
                null,
                Status.DONE,
                it.day(),
                null);
    }

    private static @Nullable String own(Booking it) {
        return it.details().size() == 1 && isName(it.details().getFirst().endToEnd())
                ? it.details().getFirst().endToEnd()
                : null;
    }

    // What banks call their entries may be a name of ours, but makes no movement of two: each statement counts from
    // one.
    private static List<String> keys(Booking it) {
        var keys = new ArrayList<String>(2);
        if (isName(it.reference()) && !COUNTER.matcher(it.reference()).matches()) {
            keys.add(key(it.reference()));
        }
        if (!it.servicerReference().isEmpty()) {
            keys.add("their:" + key(it.servicerReference()));
        }
        return keys;
    }

    // What banks write where nobody gave a name is none: all that is unnamed would be one movement.
    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_NAME
                && !NO_NAME.matcher(text).matches();
    }

    // Names of theirs are kept in one text, with a space between.
    private static String key(String reference) {
        var kept = reference.substring(0, Math.min(reference.length(), LONGEST_NAME));
        return BLANK.matcher(kept).replaceAll("_");
    }

    @Override
    public void close() {
        // Everything is in memory.
    }
}
