package sandbox.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import sandbox.embedded.Scratch;
import sandbox.run.Installation;
import sandbox.run.Installation.Running;
import sandbox.run.Part;
import sandbox.run.RunOptions;
import sandbox.run.StartFailure;
import sandbox.run.Wiring;

/**
 * {@code ./gateway bench --webhooks}: a gateway tells a partner on the same machine of payments that were put into the
 * outbox; with and without another partner's two dead endpoints, in turns, so that whatever else the machine does meets
 * both alike.
 */
public final class WebhookBench {

    private static final String USAGE = "usage: ./gateway bench --webhooks [--payments N] [--turns N]";
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int WARM_UP_TURNS = 2;
    private static final double FAST_ENOUGH = 1_000;
    private static final double BARELY_SLOWER = 0.95;

    private static final String ANNOUNCE = """
        insert into platform.outbox (shard, id, subject, version, type, created_at, payload)
        select 0, gen_random_uuid(), p.id, v,
               case v when 1 then 'payment.debiting' else 'payment.completed' end, clock_timestamp(),
               '{"id":"pay_' || p.id || '","version":' || v || ',"status":"'
               || case v when 1 then 'debiting' else 'completed' end
               || '","amount":{"value":"1500.00","currency":"UZS"},'
               || '"source":{"type":"card","id":"crd_01900000-0000-7000-8000-000000000001","rail":"uzcard",'
               || '"masked":"860049******0000","reference":"01900000000070008000"},'
               || '"destination":{"type":"merchant","id":"' || ? || '","name":"Bench"},'
               || '"refunded":{"value":"0.00","currency":"UZS"},"openedAt":"2026-03-14T10:00:00.123456Z",'
               || '"finalBy":"2026-03-14T10:01:00.123456Z"}'
          from (select gen_random_uuid() as id from generate_series(1, ?)) p, generate_series(1, 2) v
        """;

    /** From when the first was collected until the last was answered. */
    private static final String TOOK = """
        select extract(epoch from max(a.at + a.millis * interval '1 millisecond') - min(v.collected_at))
          from webhooks.event v
          join webhooks.endpoint e on e.partner = v.partner and e.url like '%/shop'
          join webhooks.attempt a on a.shard = e.shard and a.endpoint = e.id and a.number = v.number
         where v.number > ?
        """;

    private static final String LEFT = """
        select ? - p.last_number
               + (select count(*) from webhooks.delivery d where d.endpoint = e.id and d.state = 'waiting')
          from webhooks.endpoint e
          join webhooks.partner p on p.id = e.partner
         where e.url like '%/shop'
        """;

    private final Running running;
    private final Installation installation;
    private final int payments;
    private long told;

    private WebhookBench(Installation installation, Running running, int payments) {
        this.installation = installation;
        this.running = running;
        this.payments = payments;
    }

    public static void main(String[] arguments) {
        try {
            System.exit(run(option(arguments, "--payments", 10_000), option(arguments, "--turns", 4)));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            System.exit(2);
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static int option(String[] arguments, String name, int usual) {
        int value = usual;
        for (int i = 0; i < arguments.length; i += 2) {
            if (!List.of("--payments", "--turns").contains(arguments[i])
                    || i + 1 == arguments.length
                    || !arguments[i + 1].matches("[1-9][0-9]{0,6}")) {
                throw new IllegalArgumentException("There is no option " + arguments[i] + ", or it wants a number");
            }
            value = arguments[i].equals(name) ? Integer.parseInt(arguments[i + 1]) : value;
        }
        return value;
    }

    private static int run(int payments, int turns) {
        var folder = Bench.temporary();
        var options = new RunOptions(RunOptions.freePort(), folder, true, 1);
        var installation =
                Installation.in(options, Wiring.with(() -> Map.of("gateway.webhooks.reach.loopback", "true")));
        Runtime.getRuntime().addShutdownHook(new Thread(installation::close, "stop"));
        boolean good = new WebhookBench(installation, installation.start(), payments).measure(turns);
        installation.close();
        Scratch.leave(folder, good);
        return good ? 0 : 1;
    }

    /** What one turn took. */
    private record Turn(int events, double seconds, double gateway, double database, double sink) {

        double perSecond() {
            return events / seconds;
        }

        double ours() {
            return gateway + database;
        }

        private double micros(double cpu) {
            return cpu * 1e6 / events;
        }

        @Override
        public String toString() {
            return Bench.text(
                    "%,d events in %.1f s: %,.0f/s; CPU an event: gateway %.0f µs, PostgreSQL %.0f µs,"
                            + " the partner %.0f µs",
                    events, seconds, perSecond(), micros(gateway), micros(database), micros(sink));
        }
    }

    private boolean measure(int turns) {
        Bench.say(Machine.describe(running.database()));
        var desk = new PartnerDesk(running);
        var shop = desk.partner("Bench", "shop");
        var unheard = desk.partner("Dead", "dead/silent", "dead/broken");
        wakeDead(false);
        for (int i = 0; i < WARM_UP_TURNS; i++) {
            Bench.say("warm-up: " + turn(shop));
        }
        announce(unheard);
        var alone = new ArrayList<Turn>();
        var beside = new ArrayList<Turn>();
        for (int i = 0; i < turns; i++) {
            // Each goes first as often as the other: the programs still get faster.
            for (boolean dead : i % 2 == 0 ? List.of(false, true) : List.of(true, false)) {
                turn(shop, dead, dead ? beside : alone);
            }
        }
        return summary(alone, beside);
    }

    private void turn(String shop, boolean dead, List<Turn> turns) {
        wakeDead(dead);
        var turn = turn(shop);
        turns.add(turn);
        Bench.say("%s: %s".formatted(dead ? "beside two dead endpoints" : "alone", turn));
    }

    private boolean summary(List<Turn> alone, List<Turn> beside) {
        double without = sum(alone);
        double with = sum(beside);
        Bench.say(Bench.text(
                "%n./gateway bench --webhooks%n%s%nalone %,.0f/s; beside two dead endpoints %,.0f/s = %.2f of it,"
                        + " with %.2f of the CPU",
                Machine.describe(running.database()),
                without,
                with,
                with / without,
                beside.stream().mapToDouble(Turn::ours).sum()
                        / alone.stream().mapToDouble(Turn::ours).sum()));
        return without >= FAST_ENOUGH && with / without > BARELY_SLOWER;
    }

    private static double sum(List<Turn> turns) {
        return turns.stream().mapToInt(Turn::events).sum()
                / turns.stream().mapToDouble(Turn::seconds).sum();
    }

    private Turn turn(String shop) {
        long before = told;
        double gateway = cpu("gateway-1");
        double database = cpu("postgres");
        double sink = cpu("sandbox");
        announce(shop);
        told += 2L * payments;
        awaitTold();
        return new Turn(
                2 * payments,
                number(TOOK, before),
                cpu("gateway-1") - gateway,
                cpu("postgres") - database,
                cpu("sandbox") - sink);
    }

    private void awaitTold() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (number(LEFT, told) > 0) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("The events were not told in " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private double cpu(String part) {
        return Cpu.ofFamily(installation.parts().stream()
                .filter(it -> it.name().equals(part))
                .map(Part::process)
                .findFirst()
                .orElseThrow());
    }

    private void announce(String merchant) {
        sql(ANNOUNCE, merchant, payments);
    }

    // Over the staff's API it would take two calls and a partner's consent; here nobody is hurt.
    private void wakeDead(boolean enabled) {
        sql("update webhooks.endpoint set state = ? where url like '%/dead/%'", enabled ? "enabled" : "disabled");
    }

    private void sql(String text, Object... values) {
        try (var connection = running.database().jdbc();
                var statement = connection.prepareStatement(text)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private double number(String query, long value) {
        try (var connection = running.database().jdbc();
                var statement = connection.prepareStatement(query)) {
            statement.setLong(1, value);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getDouble(1) : Double.MAX_VALUE;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
