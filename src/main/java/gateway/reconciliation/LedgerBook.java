package gateway.reconciliation;

import gateway.ledger.Movement;
import gateway.ledger.Movements;
import gateway.ledger.Purpose;
import gateway.operators.OperatorNames;
import gateway.operators.OperatorNames.OperatorName;
import gateway.payments.RailNames;
import gateway.payments.RailNames.RailName;
import gateway.payments.RailNames.RefundOf;
import gateway.rulebook.BankTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The ledger's movements, with the names that payments and operators' transactions have outside. */
@Component
class LedgerBook implements OurBook {

    private static final int TOGETHER = 500;
    private static final int VISA_PARTS = 4;

    private final Movements movements;
    private final RailNames rails;
    private final OperatorNames operators;
    private final CorrespondentBook correspondents;

    LedgerBook(Movements movements, RailNames rails, OperatorNames operators, CorrespondentBook correspondents) {
        this.movements = movements;
        this.rails = rails;
        this.operators = operators;
        this.correspondents = correspondents;
    }

    /** Names of one subject, the one that we gave first. */
    private record Names(UUID subject, List<String> own, List<String> keys) {

        Names(UUID subject) {
            this(subject, new ArrayList<>(), new ArrayList<>());
        }
    }

    // A repair is written into reconciliation's own book by the entry that makes it.
    @Override
    public Flux<List<OurLine>> of(Counterparty counterparty, LocalDate day) {
        var nostro = counterparty.nostro();
        return nostro == null
                ? others(counterparty, day)
                : correspondents.of(counterparty.party(), nostro.currency(), day);
    }

    private Flux<List<OurLine>> others(Counterparty counterparty, LocalDate day) {
        return movements
                .on(
                        counterparty.account(),
                        day.atStartOfDay(BankTime.ZONE).toInstant(),
                        day.plusDays(1).atStartOfDay(BankTime.ZONE).toInstant())
                .filter(it -> it.purpose() != Purpose.ADJUSTMENT)
                .buffer(TOGETHER)
                .concatMap(some -> named(counterparty, some));
    }

    private Mono<List<OurLine>> named(Counterparty counterparty, List<Movement> some) {
        var references = some.stream().map(Movement::reference).distinct().toList();
        var names = counterparty.isOperator()
                ? operatorNames(references)
                : payments(some).flatMap(payments -> railNames(counterparty.party(), references, payments));
        return names.map(
                known -> some.stream().map(it -> line(counterparty, it, known)).toList());
    }

    private static OurLine line(Counterparty counterparty, Movement it, Map<UUID, Names> known) {
        var names = known.getOrDefault(it.reference(), new Names(it.reference()));
        return new OurLine(
                it.id(),
                names.subject(),
                names.own().isEmpty() ? null : names.own().getFirst(),
                Stream.concat(names.own().stream().skip(1), names.keys().stream())
                        .toList(),
                it.debit().equals(counterparty.account()),
                it.amount().minor(),
                it.amount().asset(),
                it.purpose() == Purpose.FEE || it.purpose() == Purpose.FEE_RETURN,
                it.at());
    }

    private Mono<Map<UUID, Names>> operatorNames(List<UUID> transactions) {
        return operators
                .of(transactions)
                .collectMap(
                        OperatorName::transaction,
                        it -> new Names(it.transaction(), List.of(it.theirId()), List.of("their:" + it.number())));
    }

    /** Some rails book what they give back under the payment's name, so refunds count with their payment. */
    private Mono<Map<UUID, UUID>> payments(List<Movement> some) {
        var refunds = some.stream()
                .filter(it -> it.purpose() == Purpose.REFUND || it.purpose() == Purpose.FEE_RETURN)
                .map(Movement::reference)
                .distinct()
                .toList();
        return refunds.isEmpty()
                ? Mono.just(Map.of())
                : rails.refunds(refunds).collectMap(RefundOf::refund, RefundOf::payment);
    }

    private Mono<Map<UUID, Names>> railNames(String rail, List<UUID> references, Map<UUID, UUID> payments) {
        return rails.of(references)
                .filter(it -> it.rail().equals(rail))
                .collectList()
                .map(all -> {
                    var known = new HashMap<UUID, Names>();
                    references.forEach(it -> known.put(it, new Names(payments.getOrDefault(it, it))));
                    all.forEach(it -> add(known.computeIfAbsent(it.subject(), Names::new), it));
                    return known;
                });
    }

    private static void add(Names names, RailName it) {
        names.own().add(it.identity());
        var reference = it.reference();
        if (reference != null) {
            names.keys().add("their:" + reference);
            names.keys().add("rrn:" + reference);
        }
        // At VISA the identity is STAN, time of transmission, RRN and terminal.
        var parts = it.identity().split(":", -1);
        if (parts.length == VISA_PARTS) {
            names.keys().add("rrn:" + parts[2]);
            names.keys().add("trace:" + parts[0] + ":" + parts[3] + ":" + parts[1]);
        }
    }
}
