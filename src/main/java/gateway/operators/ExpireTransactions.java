package gateway.operators;

import gateway.platform.resilience.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Cancels what operators announced and never performed, so that somebody else can pay the invoice. */
@Component
class ExpireTransactions {

    private static final int AT_ONCE = 16;
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final TakeTransactions take;
    private final OperatorSettings settings;
    private final Clock clock;

    ExpireTransactions(Transactions transactions, TakeTransactions take, OperatorSettings settings, Clock clock) {
        this.transactions = transactions;
        this.take = take;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    BackgroundWork expiringTransactions() {
        return BackgroundWork.every(
                "Expiring operators' transactions", settings.expiryPause(), () -> run().timeout(DEADLINE));
    }

    Mono<Void> run() {
        return Mono.defer(() -> transactions
                .due(clock.instant(), settings.expiryLimit())
                .flatMap(due -> take.expire(due.key()), AT_ONCE)
                .then());
    }
}
