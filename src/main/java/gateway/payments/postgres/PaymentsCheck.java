package gateway.payments.postgres;

import gateway.ledger.BooksCheck;
import io.r2dbc.spi.Connection;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Every completed payment has moved exactly its amount, and no payment without effect has moved any. */
@Component
class PaymentsCheck implements BooksCheck {

    // A payment's own transfers carry its id. Purpose 1 is the payment itself, 3 its way back; kinds 1 and 3 moved
    // money (a hold alone moves none).
    private static final String BROKEN = """
            select p.id::text || ' ' || p.status || ' of ' || p.amount_minor || ' moved ' || coalesce(m.moved, 0)
                   as line
              from payments.payment p
              left join (select reference,
                                sum(case purpose when 1 then amount_minor when 3 then -amount_minor else 0 end) as moved
                           from ledger.transfer
                          where kind in (1, 3)
                          group by reference) m
                on m.reference = p.id
             where (p.status = 'completed' and coalesce(m.moved, 0) <> p.amount_minor)
                or (p.status in ('declined', 'reversed', 'cancelled') and coalesce(m.moved, 0) <> 0)
             limit 11
            """;

    @Override
    public String rule() {
        return "Completed payments moved their amount, and no other final payment moved any";
    }

    @Override
    public Flux<String> broken(Connection snapshot) {
        return BooksCheck.lines(snapshot, BROKEN);
    }
}
