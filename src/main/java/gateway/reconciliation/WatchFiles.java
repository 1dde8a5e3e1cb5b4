package gateway.reconciliation;

import gateway.reconciliation.DayFiles.Awaited;
import gateway.reconciliation.DayFiles.Told;
import gateway.rulebook.BankTime;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Shows up to when each book was told. Where a file never comes, or is refused every day, nothing agrees and nothing is
 * a break either, for silence says nothing; somebody has to hear of it all the same.
 */
@Component
class WatchFiles {

    private final DayFiles files;
    private final Counterparties counterparties;
    private final Clock clock;
    private final MultiGauge until;

    WatchFiles(DayFiles files, Counterparties counterparties, MeterRegistry meters, Clock clock) {
        this.files = files;
        this.counterparties = counterparties;
        this.clock = clock;
        this.until = MultiGauge.builder("oqim_reconciliation_told_until_seconds")
                .description("The end of the last day that a counterparty's file or the bank's statement tells of, in"
                        + " seconds since 1970; before the first since when it is waited for")
                .register(meters);
        var today = LocalDate.ofInstant(clock.instant(), BankTime.ZONE);
        show(awaited().stream()
                .map(it -> new Told(it.counterparty(), it.book(), today))
                .toList());
    }

    Mono<Void> round() {
        return Mono.defer(() -> files.toldUntil(awaited(), LocalDate.ofInstant(clock.instant(), BankTime.ZONE)))
                .doOnNext(this::show)
                .then();
    }

    /** The bank's book only of those who settle on an account. */
    private List<Awaited> awaited() {
        return counterparties.all().stream()
                .flatMap(it -> {
                    var theirs = new Awaited(it.name(), Book.THEIRS, Set.of());
                    return it.bankAccounts().isEmpty()
                            ? Stream.of(theirs)
                            : Stream.of(theirs, new Awaited(it.name(), Book.BANK, it.bankAccounts()));
                })
                .toList();
    }

    private void show(List<Told> all) {
        until.register(all.stream().map(WatchFiles::row).collect(Collectors.toList()), true);
    }

    private static Row<?> row(Told it) {
        long end = it.until().plusDays(1).atStartOfDay(BankTime.ZONE).toEpochSecond();
        return Row.of(
                Tags.of("counterparty", it.counterparty(), "book", it.book().code()), end);
    }
}
