package gateway.platform.iso8583;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A message: its type and its fields. Values are digits, text or hex, full length as on the wire. It never prints them.
 */
public final class IsoMessage {

    private static final Pattern TYPE = Pattern.compile("[0-9]{4}");

    private final String type;
    private final @Nullable String[] values;

    private IsoMessage(String type, @Nullable String[] values) {
        this.type = type;
        this.values = values;
    }

    /** @param type message type identifier, four digits */
    public static Builder of(String type) {
        return new Builder(type);
    }

    public String type() {
        return type;
    }

    public Optional<String> get(int number) {
        return Optional.ofNullable(values[number]);
    }

    /** Whether the field is there and has this value, padding included. */
    public boolean has(int number, String value) {
        return value.equals(values[number]);
    }

    /** Whether the field is missing here or there, or the same in both. */
    public boolean agrees(IsoMessage other, int number) {
        return values[number] == null
                || other.values[number] == null
                || Objects.equals(values[number], other.values[number]);
    }

    public IntStream numbers() {
        return IntStream.rangeClosed(2, Fields.LAST).filter(number -> values[number] != null);
    }

    @Nullable
    String value(int number) {
        return values[number];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IsoMessage message
                && message.type.equals(type)
                && Arrays.equals(message.values, values);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return type + numbers().mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }

    /** Collects fields; what does not fit its field is our own mistake and throws {@link IllegalArgumentException}. */
    public static final class Builder {

        private final String type;
        private final @Nullable String[] values = new @Nullable String[Fields.LAST + 1];

        private Builder(String type) {
            if (!TYPE.matcher(type).matches()) {
                throw new IllegalArgumentException("A message type has four digits");
            }
            this.type = type;
        }

        public Builder set(int number, String value) {
            values[number] = Fields.of(number).normal(value);
            return this;
        }

        /** Copies the field if the other message has it. */
        public Builder echo(IsoMessage other, int... numbers) {
            for (int number : numbers) {
                values[number] = other.values[number];
            }
            return this;
        }

        public IsoMessage build() {
            return new IsoMessage(type, values.clone());
        }

        void put(int number, String value) {
            values[number] = value;
        }
    }
}
