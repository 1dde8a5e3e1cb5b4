package sandbox.chaos;

import java.util.List;
import sandbox.chaos.disks.CutPostgres;
import sandbox.chaos.disks.CutRedis;
import sandbox.chaos.disks.DiskFull;
import sandbox.chaos.faults.ConnectionFaults;
import sandbox.chaos.faults.CrashPoints;
import sandbox.chaos.faults.DroppedAnswers;
import sandbox.chaos.faults.RailAnomalies;
import sandbox.chaos.gales.ClockJumps;
import sandbox.chaos.gales.Partitions;
import sandbox.chaos.kills.CardRaces;
import sandbox.chaos.kills.FreezeOrders;
import sandbox.chaos.kills.KillGateway;
import sandbox.chaos.kills.KillPostgres;
import sandbox.chaos.kills.KillRedis;
import sandbox.chaos.kills.LimitRaces;
import sandbox.chaos.kills.Pauses;
import sandbox.chaos.kills.RevocationRounds;
import sandbox.chaos.kills.RevocationStorm;
import sandbox.chaos.kills.RollingRestarts;
import sandbox.chaos.operators.AbroadCalls;
import sandbox.chaos.operators.OperatorCalls;
import sandbox.chaos.overload.FailingRails;
import sandbox.chaos.overload.Metastability;
import sandbox.chaos.overload.Overload;
import sandbox.chaos.overload.StalledRail;
import sandbox.chaos.partners.TellPartners;
import sandbox.chaos.services.Services;
import sandbox.chaos.storms.HangUps;
import sandbox.chaos.storms.SameKeys;

/** Every campaign there is, in the order in which they are listed and run. A new one is one class and one line here. */
final class Campaigns {

    private static final List<Campaign> ALL = List.of(
            new KillGateway(),
            new KillPostgres(),
            new KillRedis(),
            new Pauses(),
            new RollingRestarts(),
            new CutPostgres("xfs"),
            new CutPostgres("ext4"),
            new DiskFull(),
            new CutRedis(),
            new RevocationRounds(),
            new RevocationStorm(),
            new FreezeOrders(),
            new CardRaces(),
            new LimitRaces(),
            new TellPartners(),
            new OperatorCalls(),
            new Services(),
            new AbroadCalls(),
            new ConnectionFaults(),
            new RailAnomalies(),
            new DroppedAnswers(),
            CrashPoints.ofCards(),
            CrashPoints.ofServices(),
            CrashPoints.ofTopUps(),
            new Partitions(),
            new ClockJumps(),
            new SameKeys(),
            new HangUps(),
            new Overload(),
            new Metastability(),
            new StalledRail(),
            new FailingRails());

    private Campaigns() {}

    static List<Campaign> all() {
        return ALL;
    }

    static Campaign named(String name) {
        return ALL.stream()
                .filter(campaign -> campaign.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no campaign " + name));
    }

    static String list() {
        var text = new StringBuilder("  %-18s %7s %7s%n".formatted("campaign", "trials", "--quick"));
        ALL.forEach(it ->
                text.append("  %-18s %7d %7d  %s%n".formatted(it.name(), it.trials(), it.quickTrials(), it.purpose())));
        return text.toString();
    }
}
