package gateway.reconciliation;

import gateway.crossborder.RemittanceNames;
import gateway.ledger.Movement;
import gateway.ledger.Movements;
import gateway.ledger.Purpose;
import gateway.rulebook.BankTime;
import gateway.shared.money.Asset;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * What our ledger says of a correspondent: all that we owe it for transfers, and all that lies with it, as one. A bank
 * books a transfer when it takes it and not when it says so; what only moves from one of both accounts to the other has
 * no line there.
 */
@Component
class CorrespondentBook {

    private static final int TOGETHER = 500;

    private final Movements movements;

    CorrespondentBook(Movements movements) {
        this.movements = movements;
    }

    Flux<List<OurLine>> of(String correspondent, Asset currency, LocalDate day) {
        var accounts = Set.of("correspondent:" + correspondent, "nostro:" + correspondent);
        return Flux.fromIterable(accounts)
                .concatMap(account -> movements.on(
                        account,
                        day.atStartOfDay(BankTime.ZONE).toInstant(),
                        day.plusDays(1).atStartOfDay(BankTime.ZONE).toInstant()))
                .filter(it -> it.amount().asset().equals(currency) && it.purpose() != Purpose.ADJUSTMENT)
                .filter(it -> accounts.contains(it.debit()) != accounts.contains(it.credit()))
                .map(it -> line(it, accounts.contains(it.debit())))
                .buffer(TOGETHER);
    }

    private static OurLine line(Movement it, boolean debit) {
        var own = it.purpose() == Purpose.FUNDING
                ? RemittanceNames.funding(it.reference())
                : RemittanceNames.endToEnd(it.reference());
        return new OurLine(
                it.id(),
                it.reference(),
                own,
                List.of(),
                debit,
                it.amount().minor(),
                it.amount().asset(),
                false,
                it.at());
    }
}
