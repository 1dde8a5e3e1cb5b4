package gateway.compliance.matching;

import gateway.compliance.names.NameToken;

/** How much a word tells about who it is; less for one that many have. Thousandths. */
@FunctionalInterface
public interface Weights {

    /** Without a list to count in. */
    Weights EVEN = token -> of(token, 0);

    int of(NameToken token);

    /** @param bearers how many names of the lists have the word */
    static int of(NameToken token, int bearers) {
        return switch (token.kind()) {
            case COMMON -> 150;
            case INITIAL -> 300;
            case PATRONYMIC -> 800;
            // Never so little that a rare father's name and family name would make brothers one.
            case NAME -> Math.max(600, 1_000 - 40 * (Integer.SIZE - Integer.numberOfLeadingZeros(bearers)));
        };
    }
}
