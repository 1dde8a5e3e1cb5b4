package gateway.reconciliation.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A file that is being read, one line in memory at a time. Whoever reads it to its end knows that it is whole. */
public interface DayFile extends Closeable {

    /** More than any counterparty does with us in a day. */
    int MOST_LINES = 1_000_000;

    FileHead head();

    /** The next line; null after the last, when all that the file says of its own size has proved true. */
    @Nullable
    FileLine next() throws FileRefused;

    /** @param bytes closed with the file, and also when it is refused at once */
    static DayFile open(Profile profile, InputStream bytes) throws IOException {
        try {
            return switch (profile.form()) {
                case CSV -> new CsvFile(profile, bytes);
                case JSON -> new JsonFile(profile, bytes);
                case CAMT053 -> new CamtFile(bytes);
            };
        } catch (IOException refused) {
            bytes.close();
            throw refused;
        }
    }
}
