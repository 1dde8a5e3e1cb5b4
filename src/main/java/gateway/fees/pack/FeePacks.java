package gateway.fees.pack;

import gateway.fees.tariff.FeePack;
import gateway.fees.tariff.Succession;
import gateway.packs.PackKind;
import gateway.rulebook.Remark;
import gateway.rulebook.UnfitPack;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bank's fee schedules as a kind of pack. */
final class FeePacks implements PackKind<FeePack> {

    private static final Logger LOG = LoggerFactory.getLogger(FeePacks.class);

    @Override
    public String name() {
        return "fees";
    }

    @Override
    public FeePack read(String text) {
        return switch (PackReader.read(text)) {
            case ReadPack.Accepted it -> {
                it.warnings().forEach(warning -> LOG.warn("The fee pack is strange in {}", warning));
                yield it.pack();
            }
            case ReadPack.Refused it -> throw unfit(it.faults());
        };
    }

    private static UnfitPack unfit(List<Remark> faults) {
        var first = faults.getFirst();
        var others = faults.stream().skip(1).map(fault -> "; " + fault).collect(Collectors.joining());
        return new UnfitPack(new Remark(first.line(), first.path(), first.reason() + others));
    }

    @Override
    public void checkSuccession(FeePack before, FeePack after, Instant now) {
        var faults = Succession.faults(before, after, now);
        if (!faults.isEmpty()) {
            throw new UnfitPack(new Remark(1, "", String.join("; ", faults)));
        }
    }
}
