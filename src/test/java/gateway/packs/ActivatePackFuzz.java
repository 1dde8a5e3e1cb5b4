package gateway.packs;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import java.util.Set;

/** What an act that puts a pack in force contains: written and read again it is the same wish, or it is unfit. */
public final class ActivatePackFuzz implements FuzzTarget {

    private static final Set<PackProblem> DOCUMENTED = Set.of(PackProblem.PACK_UNFIT);

    @Override
    public void read(byte[] input) throws Exception {
        var text = Promises.text(input);
        Promises.refusing(DOCUMENTED, () -> {
            var wish = ActivatePack.read(text);
            Promises.same(wish, ActivatePack.read(wish.written()));
            return wish;
        });
    }
}
