package gateway.platform.journal;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Parameters of a statement that writes or looks up many rows at once: an array for each column. */
public final class Columns {

    private Columns() {}

    /** One value of every row, in the same order. */
    public static <T, R extends @Nullable Object> R[] column(
            List<T> rows, Function<? super T, ? extends R> value, IntFunction<R[]> made) {
        var values = made.apply(rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        return values;
    }
}
