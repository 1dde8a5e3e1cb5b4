package gateway.corebanking;

import gateway.corebanking.tieout.TieOut;
import gateway.corebanking.tieout.TieOutRules;
import gateway.packs.InForce;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Compares the books of a day: one day at a time on a node, however many ask. */
@Component
class CompareDay {

    /** Whatever takes longer hangs, and keeps every other day from being compared. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final DayBooks books;
    private final InForce<AccountMap> map;
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    CompareDay(DayBooks books, InForce<AccountMap> map) {
        this.books = books;
        this.map = map;
    }

    /** A comparison that several may wait for; it goes on when they do not. */
    private record Running(LocalDate day, Mono<TieOut> result) {}

    /** Errors with TIE_OUT_RUNNING while another day is compared. */
    Mono<TieOut> compare(LocalDate day) {
        return Mono.defer(() -> {
            var fresh = new Running(
                    day,
                    read(day)
                            .timeout(LONGEST)
                            .doOnTerminate(() -> running.set(null))
                            .cache());
            var now = running.compareAndExchange(null, fresh);
            if (now == null) {
                return fresh.result();
            }
            return now.day().equals(day)
                    ? now.result()
                    : Mono.error(CoreBankingProblem.TIE_OUT_RUNNING
                            .because(now.day() + " is being compared")
                            .with("retryAfter", 1));
        });
    }

    // One map for the whole comparison, whatever is activated meanwhile.
    private Mono<TieOut> read(LocalDate day) {
        return Mono.defer(() -> {
            var inForce = map.get();
            return books.told(day)
                    .flatMap(told -> new DayReading(books, inForce, day, new TieOutRules(day, told)).run());
        });
    }
}
