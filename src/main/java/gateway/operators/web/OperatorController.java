package gateway.operators.web;

import gateway.operators.Operator;
import gateway.operators.OperatorProblem;
import gateway.operators.ShowOperators;
import gateway.operators.ShowOperators.Sum;
import gateway.operators.ShowOperators.Turnover;
import gateway.operators.wire.OperatorProtocol;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.money.Money;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What operators did and what they owe, for the bank's staff. */
@RestController
class OperatorController {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");

    private final ShowOperators show;
    private final List<OperatorProtocol> protocols;

    OperatorController(ShowOperators show, List<OperatorProtocol> protocols) {
        this.show = show;
        this.protocols = protocols;
    }

    /**
     * An operator's day in Tashkent.
     *
     * @param waiting announced that day and not performed yet
     * @param performed of that day and still standing
     * @param cancelled before anything moved
     * @param returned after it was performed
     * @param owed what the operator owes us now, in so'm; below zero we owe it
     */
    record DayView(
            String operator,
            LocalDate date,
            SumView waiting,
            SumView performed,
            SumView cancelled,
            SumView returned,
            String owed) {

        static DayView of(Operator operator, LocalDate date, Turnover it, Money owed) {
            return new DayView(
                    operator.name(),
                    date,
                    SumView.of(it.waiting()),
                    SumView.of(it.performed()),
                    SumView.of(it.cancelled()),
                    SumView.of(it.returned()),
                    owed.toDecimal());
        }
    }

    /** @param amount together, in so'm */
    record SumView(long count, String amount) {

        static SumView of(Sum it) {
            return new SumView(it.count(), it.amount().toDecimal());
        }
    }

    /** Shows what an operator did on a day, by its own clock, and what it owes now. For staff. */
    @GetMapping("/admin/api/operators/{operator}/days/{date}")
    Mono<DayView> day(
            @Needs({StaffRole.OPERATIONS, StaffRole.AUDITOR}) Staff staff,
            @PathVariable String operator,
            @PathVariable LocalDate date) {
        var known = known(operator);
        var from = date.atStartOfDay(TASHKENT).toInstant();
        var until = date.plusDays(1).atStartOfDay(TASHKENT).toInstant().minusMillis(1);
        return show.turnover(known, from, until)
                .zipWith(show.owed(known), (turnover, owed) -> DayView.of(known, date, turnover, owed));
    }

    private Operator known(String name) {
        return protocols.stream()
                .map(OperatorProtocol::operator)
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> OperatorProblem.OPERATOR_NOT_FOUND.because("No operator of that name calls us"));
    }
}
