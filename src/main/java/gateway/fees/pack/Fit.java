package gateway.fees.pack;

import gateway.fees.tariff.UnfitTariff;
import gateway.rulebook.PackNode;
import java.util.List;
import java.util.function.Supplier;

/** Builds what was read; what the tariff refuses becomes a fault at its place. */
final class Fit {

    private Fit() {}

    static <T> T at(PackNode place, Supplier<T> tariff) {
        return at(place, List.of(), tariff);
    }

    /** @param items the places of the list that the tariff may find one item of at fault */
    static <T> T at(PackNode place, List<PackNode> items, Supplier<T> tariff) {
        try {
            return tariff.get();
        } catch (UnfitTariff unfit) {
            var item = unfit.item();
            throw (item >= 0 && item < items.size() ? items.get(item) : place).fault(unfit.reason());
        }
    }
}
