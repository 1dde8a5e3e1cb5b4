package gateway.issuing;

import gateway.platform.postgres.StepwiseDelete;
import gateway.platform.resilience.BackgroundWork;
import gateway.rulebook.BankTime;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * What is done about issued cards without anybody asking: they expire, what was approved lapses, and old messages are
 * forgotten.
 */
@Configuration(proxyBeanMethods = false)
class IssuingWork {

    // A card that somebody changes at this moment is left for the next round.
    private static final String EXPIRE = """
        with due as (
            select shard, id, state, version
              from issuing.card
             where expiry < :month and state not in ('closed', 'expired')
             limit 500
               for update skip locked),
        ended as (
            update issuing.card c
               set state = 'expired', version = c.version + 1, changed_at = :now
              from due
             where c.shard = due.shard and c.id = due.id)
        insert into issuing.card_event (shard, card, n, at, action, actor, who, from_state, to_state)
        select shard, id, version + 1, :now, 'expire', 'bank', 'calendar', state, 'expired'
          from due
        """;

    private static final String FORGET = """
        delete from issuing.message
         where ctid = any (array(
               select ctid
                 from issuing.message
                where at < :before
                limit :step))
        """;

    private static final Duration EXPIRY_PAUSE = Duration.ofMinutes(1);
    private static final Duration LAPSE_PAUSE = Duration.ofSeconds(30);
    private static final Duration FORGETTING_PAUSE = Duration.ofMinutes(5);
    private static final Duration TURN = Duration.ofSeconds(4);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final DatabaseClient database;
    private final Clock clock;

    IssuingWork(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Bean
    BackgroundWork expiringIssuedCards() {
        return BackgroundWork.every("Expiring issued cards", EXPIRY_PAUSE, () -> expire().timeout(DEADLINE));
    }

    @Bean
    BackgroundWork forgettingNetworkMessages(IssuingSettings settings) {
        var delete = new StepwiseDelete(database, clock, TURN);
        return BackgroundWork.every(
                "Forgetting the network's messages",
                FORGETTING_PAUSE,
                () -> delete.olderThan(settings.messagesKept(), FORGET).timeout(DEADLINE));
    }

    @Bean
    BackgroundWork lapsingAuthorisations(LapseAuthorisations lapse) {
        return BackgroundWork.every(
                "Giving back what was approved and never came",
                LAPSE_PAUSE,
                () -> Mono.defer(() -> lapse.run(clock.instant())).timeout(DEADLINE));
    }

    Mono<Long> expire() {
        return Mono.defer(() -> {
            var now = clock.instant();
            return database.sql(EXPIRE)
                    .bind("month", YearMonth.from(now.atZone(BankTime.ZONE)).toString())
                    .bind("now", now)
                    .fetch()
                    .rowsUpdated();
        });
    }
}
