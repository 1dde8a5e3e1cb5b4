package gateway.fees.pack;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.fees.FeeQuestion;
import gateway.fees.FeeQuote;
import gateway.fees.FeeUsage;
import gateway.fees.Place;
import gateway.fees.pricing.PricingRules;
import gateway.fees.tariff.Fee;
import gateway.fees.tariff.FeePack;
import gateway.fees.tariff.FeeSchedule;
import gateway.rulebook.Channel;
import gateway.rulebook.Operation;
import gateway.rulebook.Remark;
import gateway.shared.money.Money;

/** A pack that the bank writes: schedules that can be priced by, or faults that say where. */
public final class PackFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        switch (PackReader.read(Promises.text(input))) {
            case ReadPack.Accepted it -> it.pack().schedules().forEach(schedule -> price(it.pack(), schedule));
            case ReadPack.Refused it -> {
                Promises.holds(!it.faults().isEmpty(), "a refusal has a reason");
                it.faults().forEach(PackFuzz::told);
            }
        }
    }

    private static void told(Remark fault) {
        Promises.holds(fault.line() > 0 && !fault.reason().isBlank(), "a fault says where and why");
    }

    private static void price(FeePack pack, FeeSchedule schedule) {
        for (var fee : schedule.fees()) {
            for (long amount : new long[] {0, 1, 1_000_000_01, Long.MAX_VALUE}) {
                price(pack, schedule, fee, amount);
            }
        }
    }

    private static void price(FeePack pack, FeeSchedule schedule, Fee fee, long amount) {
        var question = new FeeQuestion(
                Operation.CARD_TO_CARD,
                Place.UZCARD,
                Place.HUMO,
                Channel.APP,
                new Money(amount, fee.scope().currency()),
                schedule.validity().from(),
                FeeUsage.NOTHING);
        if (PricingRules.quote(pack, question) instanceof FeeQuote.Quoted quoted) {
            Promises.holds(quoted.credited().minor() >= 0, "nobody receives less than nothing");
            Promises.holds(quoted.total().minor() >= 0, "no fee is negative");
        }
    }
}
