package gateway.compliance.monitoring;

import gateway.compliance.Movement;
import gateway.compliance.Movement.Direction;
import gateway.compliance.cases.BusinessDays;
import gateway.rulebook.Citation;
import gateway.rulebook.Citation.Confidence;
import gateway.rulebook.RuleHead;
import gateway.rulebook.Validity;
import gateway.rulebook.Wording;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Made-up movements and rules; one base unit is 1.00 so'm, so that amounts are read at once. */
final class Moves {

    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    static final CustomerId CUSTOMER = new CustomerId(new UUID(7, 3));
    static final BaseUnits UNITS = new BaseUnits(Map.of(Instant.EPOCH, 100L));
    static final Duration HOUR = Duration.ofHours(1);

    private Moves() {}

    static MonitoringRule rule(String id, Duration window, Suspicion suspicion) {
        var citation = new Citation("test", Confidence.SAMPLE, Instant.EPOCH, new Wording(id, id, id));
        return new MonitoringRule(new RuleHead(id, 1, citation, new Validity(Instant.EPOCH, null)), window, suspicion);
    }

    static MonitoringBook book(MonitoringRule... rules) {
        return new MonitoringBook(List.of(rules), new BusinessDays(Set.of()), 3);
    }

    /** Of other currencies nobody knows the worth. */
    static ValueMovements som(DatabaseClient database) {
        return new ValueMovements(database, (money, at) -> Mono.empty());
    }

    static Threshold units(int many) {
        return new Threshold(many * 100L);
    }

    static Movement move(int minutes, Direction direction, long sum, int counterparty) {
        return new Movement(
                new UUID(minutes, counterparty),
                CUSTOMER,
                START.plus(Duration.ofMinutes(minutes)),
                direction,
                new Money(sum * 100, Asset.UZS),
                new UUID(9, counterparty),
                null,
                null);
    }

    static Movement out(int minutes, long sum) {
        return move(minutes, Direction.OUT, sum, 0);
    }

    static Movement in(int minutes, long sum) {
        return move(minutes, Direction.IN, sum, 0);
    }

    /** A rule of every kind, with thresholds that chance reaches now and then. */
    static MonitoringBook everyKind() {
        return book(
                rule("structuring", HOUR, new Suspicion.Structuring(Direction.OUT, units(10), 3, units(20))),
                rule("velocity", HOUR, new Suspicion.Velocity(Direction.OUT, 4, units(25))),
                rule("pass-through", HOUR.dividedBy(2), new Suspicion.PassThrough(units(15), 80)),
                rule("many-to-one", HOUR, new Suspicion.ManyToOne(Direction.IN, 3)),
                rule("high-risk", HOUR, new Suspicion.HighRisk(Set.of("IR"), Set.of("7995"), units(15))),
                rule("dormant", HOUR.dividedBy(2), new Suspicion.Dormant(HOUR.multipliedBy(2), units(10))));
    }

    /** So many movements by chance, in order of time; some at the same moment. */
    static List<Movement> random(RandomGenerator random, CustomerId customer, int many) {
        var all = new ArrayList<Movement>();
        int minute = 0;
        for (int n = 0; n < many; n++) {
            minute += random.nextInt(20) == 0 ? 60 + random.nextInt(120) : random.nextInt(12);
            all.add(new Movement(
                    new UUID(random.nextLong(), n),
                    customer,
                    START.plus(Duration.ofMinutes(minute)),
                    random.nextBoolean() ? Direction.IN : Direction.OUT,
                    new Money(100L * (1 + random.nextInt(15)), Asset.UZS),
                    new UUID(9, random.nextInt(5)),
                    random.nextInt(4) == 0 ? "IR" : null,
                    random.nextInt(4) == 0 ? "7995" : null));
        }
        all.sort(Judge.ORDER);
        return all;
    }
}
