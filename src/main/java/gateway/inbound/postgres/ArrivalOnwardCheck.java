package gateway.inbound.postgres;

import gateway.ledger.BooksCheck;
import io.r2dbc.spi.Connection;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * What came from abroad for a card left the wallet once where it arrived, and not at all where the wallet keeps it,
 * whichever of its payments took it.
 */
@Component
class ArrivalOnwardCheck implements BooksCheck {

    // Kinds 1 and 3 move money, purpose 1 is the payment's own. What is still on its way may have left by now.
    private static final String BROKEN = """
            select a.id || ' ' || a.onward || ' of ' || a.received_minor || ' passed on '
                   || coalesce(m.moved, 0) as line
              from inbound.arrival a
              left join (select p.id, sum(x.amount_minor)::bigint as moved
                           from (select id, unnest(onward_payment || onward_undelivered) as payment
                                   from inbound.arrival
                                  where onward is not null) p
                           join ledger.transfer x on x.reference = p.payment
                          where x.kind in (1, 3) and x.purpose = 1
                          group by p.id) m
                on m.id = a.id
             where a.onward is not null
               and coalesce(m.moved, 0) <> all (
                   case a.onward
                   when 'arrived' then array[a.received_minor]
                   when 'on_its_way' then array[0, a.received_minor]
                   when 'unclear' then array[0, a.received_minor]
                   else array[0::bigint] end)
             limit 11
            """;

    @Override
    public String rule() {
        return "What came from abroad for cards was passed on once, or is kept in the wallet";
    }

    @Override
    public Flux<String> broken(Connection snapshot) {
        return BooksCheck.lines(snapshot, BROKEN);
    }
}
