package gateway.packs;

import gateway.rulebook.PackText;
import gateway.rulebook.UnfitPack;
import java.io.IOException;
import org.springframework.core.io.Resource;

/** The pack a node begins with, from a file; one with a fault stops it. */
public final class StartingPack {

    private StartingPack() {}

    public static <T> InForce<T> read(PackKind<T> kind, Resource file) throws IOException {
        try {
            return InForce.configured(kind, PackText.load(file));
        } catch (UnfitPack unfit) {
            throw new IllegalStateException(
                    "The pack of %s is refused: %s".formatted(kind.name(), unfit.getMessage()), unfit);
        }
    }
}
