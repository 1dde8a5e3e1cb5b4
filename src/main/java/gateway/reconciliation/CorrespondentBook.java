package gateway.reconciliation;

import gateway.crossborder.RemittanceNames;
import gateway.ledger.Movement;
import gateway.ledger.Movements;
import gateway.ledger.Purpose;
import gateway.rulebook.BankTime;
import gateway.shared.money.Asset;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What our ledger says of a correspondent: all that we owe it for transfers, and all that lies with it, as one. A bank
 * books a transfer when it takes it and not when it says so; what only moves from one of both accounts to the other has
 * no line there, though our own bank has a document of it in the statements of both.
 */
@Component
class CorrespondentBook {

    private static final int TOGETHER = 500;

    private final Movements movements;
    private final PaidInNames paidIn;

    @Autowired
    CorrespondentBook(Movements movements, ObjectProvider<PaidInNames> paidIn) {
        this(movements, paidIn.getIfAvailable(() -> _ -> Mono.just(Map.of())));
    }

    CorrespondentBook(Movements movements, PaidInNames paidIn) {
        this.movements = movements;
        this.paidIn = paidIn;
    }

    Flux<List<OurLine>> of(String correspondent, Asset currency, LocalDate day) {
        var accounts = Set.of("correspondent:" + correspondent, "nostro:" + correspondent);
        return Flux.fromIterable(accounts)
                .concatMap(account -> on(account, day)
                        // What moved between both stands on both: once is enough.
                        .filter(it -> it.debit().equals(account) || !accounts.contains(it.debit())))
                .filter(it -> it.amount().asset().equals(currency) && it.purpose() != Purpose.ADJUSTMENT)
                .buffer(TOGETHER)
                .concatMap(some -> lines(some, accounts));
    }

    private Flux<Movement> on(String account, LocalDate day) {
        return movements.on(
                account,
                day.atStartOfDay(BankTime.ZONE).toInstant(),
                day.plusDays(1).atStartOfDay(BankTime.ZONE).toInstant());
    }

    private Mono<List<OurLine>> lines(List<Movement> some, Set<String> accounts) {
        var acts = some.stream()
                .filter(it -> it.purpose() == Purpose.PARTNER_FUNDS)
                .map(Movement::reference)
                .distinct()
                .toList();
        var names = acts.isEmpty() ? Mono.just(Map.<UUID, String>of()) : paidIn.of(acts);
        return names.map(known ->
                some.stream().map(it -> line(it, accounts, own(it, known))).toList());
    }

    // A partner's payment has the name that the partner gave it, there as with us.
    private static @Nullable String own(Movement it, Map<UUID, String> paidIn) {
        return switch (it.purpose()) {
            case FUNDING -> RemittanceNames.funding(it.reference());
            case PARTNER_FUNDS -> paidIn.get(it.reference());
            default -> RemittanceNames.endToEnd(it.reference());
        };
    }

    private static OurLine line(Movement it, Set<String> accounts, @Nullable String own) {
        boolean debit = accounts.contains(it.debit());
        boolean moved = debit != accounts.contains(it.credit());
        // Banks tell a partner's name of its payment as the sender's or as their own.
        boolean theirs = it.purpose() == Purpose.PARTNER_FUNDS && own != null;
        return new OurLine(
                it.id(),
                it.reference(),
                own,
                theirs ? List.of("their:" + own) : List.of(),
                debit,
                moved ? it.amount().minor() : 0,
                it.amount().asset(),
                false,
                it.at());
    }
}
