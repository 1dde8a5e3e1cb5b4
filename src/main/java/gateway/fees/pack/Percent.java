package gateway.fees.pack;

import gateway.fees.Rate;
import gateway.rulebook.PackNode;

/** Reads a part of a whole. */
final class Percent {

    private Percent() {}

    static Rate read(PackNode place) {
        return place.read(
                "must be percent in quotes, such as \"1.25\"",
                "must be percent from \"0\" to \"100\" with at most 4 decimals",
                Rate::percent);
    }
}
