package gateway.fraud.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.fraud.Attempt;
import gateway.fraud.Attempts;
import gateway.fraud.rules.Features;
import gateway.fraud.rules.FraudPackReader;
import gateway.fraud.rules.Per;
import gateway.fraud.rules.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final String VELOCITY = """
              - {name: customer_hour_count, per: customer, measure: count, window: "1h"}
              - {name: card_hour_payees, per: card, measure: payees, window: "1h"}
            """;

    private static Recorded recorded(Attempt it, boolean counted, boolean fraud) {
        var subjects = new EnumMap<Per, UUID>(Per.class);
        for (var per : Per.values()) {
            per.of(it).ifPresent(id -> subjects.put(per, id));
        }
        return new Recorded(Seen.of(it), subjects, counted, fraud, Features.of(it));
    }

    /** Each attempt is compared with the plainest look back over all that were opened before it. */
    @Test
    void velocitiesAreWhatTheyWereThen() {
        var random = new SplittableRandom(23);
        var pack = FraudPackReader.read(Attempts.pack(
                VELOCITY,
                Attempts.rule("count", "draft", "customer_hour_count >= 4", "review"),
                Attempts.rule("payees", "draft", "card && card_hour_payees >= 2", "refuse")));
        var from = Attempts.NOON.plus(Duration.ofMinutes(90));
        var replay = new Replay(pack, from);
        var before = new ArrayList<Recorded>();
        long count = 0;
        long payees = 0;
        long judged = 0;
        long frauds = 0;
        var at = Attempts.NOON;
        for (int n = 0; n < 600; n++) {
            at = at.plusSeconds(random.nextInt(60));
            var attempt = Attempts.at(n, at, 5, random.nextInt(4), 1, random.nextInt(5), random.nextInt(3));
            var it = recorded(attempt, random.nextInt(4) > 0, random.nextInt(9) == 0);
            if (!at.isBefore(from)) {
                judged++;
                frauds += it.fraud() ? 1 : 0;
                count += inHour(before, it, Per.CUSTOMER).size() >= 4 ? 1 : 0;
                payees += inHour(before, it, Per.CARD).stream()
                                        .map(Seen::payee)
                                        .distinct()
                                        .count()
                                >= 2
                        ? 1
                        : 0;
            }
            replay.take(it);
            before.add(it);
        }

        var report = replay.report(true);

        assertThat(report.judged()).isEqualTo(judged);
        assertThat(report.frauds()).isEqualTo(frauds);
        assertThat(report.rules()).extracting(BackTestReport.Rule::hits).containsExactly(count, payees);
        assertThat(List.of(count, payees)).allMatch(hits -> hits > 20);
        assertThat(report.rules())
                .allSatisfy(
                        rule -> assertThat(rule.fraudHits() + rule.falseHits()).isEqualTo(rule.hits()));
        assertThat(report.rules()).extracting(BackTestReport.Rule::failures).containsExactly(0L, 0L);
        assertThat(report.blocked()).isBetween(Math.max(count, payees), count + payees);
        assertThat(report.falselyBlocked()).isLessThan(report.blocked());
    }

    private static List<Seen> inHour(List<Recorded> before, Recorded it, Per per) {
        var id = it.subjects().get(per);
        return before.stream()
                .filter(Recorded::counted)
                .filter(other -> id != null && id.equals(other.subjects().get(per)))
                .map(Recorded::seen)
                .filter(seen -> seen.at().isAfter(it.seen().at().minus(Duration.ofHours(1))))
                .toList();
    }
}
