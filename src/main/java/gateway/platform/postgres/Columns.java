package gateway.platform.postgres;

import io.r2dbc.spi.Readable;
import java.util.Objects;

/** Reads columns that are declared {@code not null}. */
public final class Columns {

    private Columns() {}

    /** Errors when the column is null after all: then the schema is not the one this code was written for. */
    public static <T> T required(Readable row, String name, Class<T> type) {
        return Objects.requireNonNull(row.get(name, type), name);
    }
}
