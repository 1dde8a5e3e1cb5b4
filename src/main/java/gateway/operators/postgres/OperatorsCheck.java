package gateway.operators.postgres;

import gateway.ledger.BooksCheck;
import io.r2dbc.spi.Connection;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Every transaction of an operator that stands as performed has moved its amount and paid its fees, and every other one
 * nothing.
 */
@Component
class OperatorsCheck implements BooksCheck {

    // Purpose 8 is what an operator's customer paid, 9 its way back; 5 is a fee, 7 one that came back.
    private static final String BROKEN = """
            select coalesce(
                       t.operator || ' ' || t.id || ' ' || t.state || ' of ' || t.amount_minor || ' moved '
                       || coalesce(m.moved, 0) || ' and paid fees of ' || coalesce(f.paid, 0) || ' for '
                       || t.fee_minor,
                       'money of no transaction') as line
              from operators.transaction t
              full join (select reference,
                                sum(case purpose when 8 then amount_minor else -amount_minor end) as moved
                           from ledger.transfer
                          where kind = 1 and purpose in (8, 9)
                          group by reference) m
                on m.reference = t.id
              left join (select reference, sum(case purpose when 5 then amount_minor else -amount_minor end) as paid
                           from ledger.transfer
                          where kind = 1 and purpose in (5, 7)
                          group by reference) f
                on f.reference = t.id
             where t.id is null
                or coalesce(m.moved, 0) <> case t.state when 'performed' then t.amount_minor else 0 end
                or coalesce(f.paid, 0) <> case t.state when 'performed' then t.fee_minor else 0 end
             limit 11
            """;

    @Override
    public String rule() {
        return "Operators' performed transactions moved their amount and paid their fees, and no other one did";
    }

    @Override
    public Flux<String> broken(Connection snapshot) {
        return BooksCheck.lines(snapshot, BROKEN);
    }
}
