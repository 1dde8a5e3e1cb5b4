package gateway.fraud.velocity;

import static gateway.platform.journal.Columns.column;
import static gateway.platform.postgres.Columns.required;

import gateway.fraud.Attempt;
import gateway.fraud.rules.FraudPack;
import gateway.fraud.rules.Seen;
import gateway.fraud.rules.Velocity;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The truth about what was seen: one statement that looks up each subject and counts what it reads. */
@Component
class PostgresWindows implements Windows {

    // Each subject's newest first, then what the velocities say of those. A device and a card are one customer's and
    // never another's, so theirs are found among the customer's, and need no index of their own. A sum that does not
    // fit is more than any threshold.
    private static final String COUNT = """
            select v.n,
                   case v.measure
                   when 'payees' then count(distinct seen.payee)
                   when 'cards' then count(distinct seen.card)
                   when 'sum' then least(coalesce(sum(seen.minor), 0), 9223372036854775807)::bigint
                   else count(seen.at)
                   end as value
              from unnest(:ns::integer[], :pers::text[], :measures::text[], :sinces::timestamptz[],
                          :currencies::text[]) as v(n, per, measure, since, currency)
              left join (
                   select subject.per, newest.at, newest.minor, newest.currency, newest.payee, newest.card
                     from unnest(:subject_pers::text[], :subjects::uuid[]) as subject(per, id)
                    cross join lateral (
                          (select at, minor, currency, payee, card
                             from fraud.attempt
                            where subject.per = 'customer' and counted and customer = subject.id and at > :since
                            order by at desc, id desc
                            limit :most)
                          union all
                          (select at, minor, currency, payee, card
                             from fraud.attempt
                            where subject.per = 'device' and counted and customer = :customer and device = subject.id
                              and at > :since
                            order by at desc, id desc
                            limit :most)
                          union all
                          (select at, minor, currency, payee, card
                             from fraud.attempt
                            where subject.per = 'card' and counted and customer = :customer and card = subject.id
                              and at > :since
                            order by at desc, id desc
                            limit :most)
                          union all
                          (select at, minor, currency, payee, card
                             from fraud.attempt
                            where subject.per = 'payee' and counted and payee = subject.id and at > :since
                            order by at desc, id desc
                            limit :most)) newest) seen
                on seen.per = v.per and seen.at > v.since and (v.currency = '' or seen.currency = v.currency)
             group by v.n, v.measure
            """;

    private final DatabaseClient database;

    PostgresWindows(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Map<String, Long>> before(Attempt attempt, FraudPack pack) {
        var subjects = List.copyOf(pack.subjects(attempt).entrySet());
        var asked = pack.velocities().stream()
                .filter(it -> it.per().of(attempt).isPresent())
                .toList();
        return database.sql(COUNT)
                .bind("ns", IntStream.range(0, asked.size()).boxed().toArray(Integer[]::new))
                .bind("pers", column(asked, it -> it.per().code(), String[]::new))
                .bind("measures", column(asked, it -> it.measure().code(), String[]::new))
                .bind("sinces", column(asked, it -> attempt.at().minus(it.window()), Instant[]::new))
                .bind("currencies", column(asked, PostgresWindows::currency, String[]::new))
                .bind("subject_pers", column(subjects, it -> it.getKey().code(), String[]::new))
                .bind("subjects", column(subjects, Map.Entry::getValue, UUID[]::new))
                .bind("customer", attempt.payer().customer().value())
                .bind("since", attempt.at().minus(pack.longest()))
                .bind("most", Seen.MOST)
                .map(row -> Map.entry(name(asked, row), required(row, "value", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static String name(List<Velocity> asked, Readable row) {
        return asked.get(required(row, "n", Integer.class)).name();
    }

    private static String currency(Velocity it) {
        var asset = it.asset();
        return asset == null ? "" : asset.code();
    }
}
