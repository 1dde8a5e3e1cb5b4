package gateway.cards.vault;

/**
 * The key of one row as it is stored: wrapped.
 *
 * @param version which key of {@link KeySource} wraps it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content, below.
public record DataKey(int version, byte[] wrapped) {

    @Override
    public boolean equals(Object other) {
        return other instanceof DataKey key && key.version == version && java.util.Arrays.equals(key.wrapped, wrapped);
    }

    @Override
    public int hashCode() {
        return 31 * version + java.util.Arrays.hashCode(wrapped);
    }

    @Override
    public String toString() {
        return "DataKey[version " + version + "]";
    }
}
