package gateway.cards;

import gateway.cards.Bin.BankRule.Digits;
import gateway.cards.Bin.BankRule.Fixed;
import gateway.cards.Bin.BankRule.Untold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells a card's network and bank from its number: the longest prefix that allows the number's length. */
final class BinTable {

    private final List<Bin> longestFirst;

    /** Throws {@link IllegalArgumentException} when two rows claim the same numbers or there are none. */
    BinTable(List<Bin> bins) {
        if (bins.isEmpty()) {
            throw new IllegalArgumentException("The BIN table is empty");
        }
        refuseCollisions(bins);
        longestFirst = bins.stream()
                .sorted(Comparator.comparingInt((Bin bin) -> bin.prefix().length())
                        .reversed()
                        .thenComparing(Bin::prefix))
                .toList();
    }

    /** Empty when no network that we serve has such numbers. */
    Optional<Issuer> issuerOf(Pan pan) {
        return longestFirst.stream()
                .filter(bin -> bin.covers(pan))
                .findFirst()
                .map(bin -> new Issuer(bin.scheme(), bankOf(bin, pan)));
    }

    private static @org.jspecify.annotations.Nullable String bankOf(Bin bin, Pan pan) {
        return switch (bin.bank()) {
            case Untold _ -> null;
            case Fixed it -> it.code();
            case Digits it -> pan.reveal().substring(it.first() - 1, it.last());
        };
    }

    private static void refuseCollisions(List<Bin> bins) {
        var seen = new ArrayList<Bin>();
        for (var bin : bins) {
            if (seen.stream().anyMatch(bin::collidesWith)) {
                throw new IllegalArgumentException("Prefix " + bin.prefix() + " claims the same lengths twice");
            }
            seen.add(bin);
        }
    }

    /**
     * Who issued a card.
     *
     * @param bank the scheme's code of the bank; null where the number does not tell
     */
    record Issuer(
            Scheme scheme,
            @org.jspecify.annotations.Nullable String bank) {}
}
