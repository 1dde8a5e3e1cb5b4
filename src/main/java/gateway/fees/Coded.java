package gateway.fees;

import java.util.Arrays;
import java.util.Optional;

/** A word that tariffs and clients write; renaming the constant cannot change it. */
public interface Coded {

    String code();

    /** Empty when none of them is written so. */
    static <E extends Coded> Optional<E> find(E[] words, String code) {
        return Arrays.stream(words).filter(word -> word.code().equals(code)).findFirst();
    }
}
