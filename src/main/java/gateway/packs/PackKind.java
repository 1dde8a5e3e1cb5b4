package gateway.packs;

import java.time.Instant;

/**
 * One kind of pack, such as the bank's limits: how its text is read, and when it may take the place of another.
 *
 * @param <T> what is read
 */
public interface PackKind<T> {

    /** Stable; such as {@code limits}. */
    String name();

    /** Throws {@link gateway.rulebook.UnfitPack} with line and reason. */
    T read(String text);

    /**
     * Throws {@link gateway.rulebook.UnfitPack} when what has begun would be changed, or something begin in the past.
     */
    void checkSuccession(T before, T after, Instant now);
}
