package gateway.fees.pack;

import gateway.fees.tariff.FeePack;
import gateway.rulebook.Remark;
import java.util.List;

/** What became of a pack's text. */
public sealed interface ReadPack {

    /** @param warnings what was read and may not be meant */
    record Accepted(FeePack pack, List<Remark> warnings) implements ReadPack {

        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }

    /** Nothing of it is used. */
    record Refused(List<Remark> faults) implements ReadPack {

        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
