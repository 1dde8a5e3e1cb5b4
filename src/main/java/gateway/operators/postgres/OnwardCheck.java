package gateway.operators.postgres;

import gateway.ledger.BooksCheck;
import io.r2dbc.spi.Connection;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * What came for a card left the wallet once where it arrived, and not at all where the wallet keeps it, whichever of
 * its payments took it.
 */
@Component
class OnwardCheck implements BooksCheck {

    // Kinds 1 and 3 move money, purpose 1 is the payment's own. What is still on its way may have left by now.
    private static final String BROKEN = """
            select t.operator || ' ' || t.id || ' ' || t.onward || ' of ' || t.amount_minor - t.fee_minor
                   || ' passed on ' || coalesce(m.moved, 0) as line
              from operators.transaction t
              left join (select p.operator, p.their_id, sum(x.amount_minor)::bigint as moved
                           from (select operator, their_id, unnest(onward_payment || onward_undelivered) as payment
                                   from operators.transaction
                                  where onward is not null) p
                           join ledger.transfer x on x.reference = p.payment
                          where x.kind in (1, 3) and x.purpose = 1
                          group by p.operator, p.their_id) m
                on m.operator = t.operator and m.their_id = t.their_id
             where t.onward is not null
               and coalesce(m.moved, 0) <> all (
                   case t.onward
                   when 'arrived' then array[t.amount_minor - t.fee_minor]
                   when 'on_its_way' then array[0, t.amount_minor - t.fee_minor]
                   when 'unclear' then array[0, t.amount_minor - t.fee_minor]
                   else array[0::bigint] end)
             limit 11
            """;

    @Override
    public String rule() {
        return "What operators brought for cards was passed on once, or is kept in the wallet";
    }

    @Override
    public Flux<String> broken(Connection snapshot) {
        return BooksCheck.lines(snapshot, BROKEN);
    }
}
