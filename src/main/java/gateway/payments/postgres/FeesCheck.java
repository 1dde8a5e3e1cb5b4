package gateway.payments.postgres;

import gateway.ledger.BooksCheck;
import io.r2dbc.spi.Connection;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Every completed payment has paid exactly its fees to those who get them, and no other final payment has paid any. */
@Component
class FeesCheck implements BooksCheck {

    // Purpose 5 is a fee and 7 one that came back. On its way through transit it has reached nobody.
    private static final String BROKEN = """
            with due as (
                select p.id, sum((part ->> 'amount')::bigint) as minor
                  from payments.payment p
                 cross join lateral jsonb_array_elements(p.fees::jsonb) line
                 cross join lateral jsonb_array_elements(line -> 'parts') part
                 where p.fees is not null and p.status = 'completed'
                 group by p.id
            ), taken as (
                select t.reference as id, sum(t.amount_minor) as minor
                  from ledger.transfer t
                  join ledger.account a on a.id = t.credit
                 where t.kind in (1, 3) and t.purpose = 5 and a.label not like 'transit%'
                 group by t.reference
            )
            select p.id::text || ' ' || p.status || ' owed fees of ' || coalesce(d.minor, 0) || ' and paid '
                   || coalesce(t.minor, 0) as line
              from payments.payment p
              left join due d on d.id = p.id
              left join taken t on t.id = p.id
             where p.status in ('completed', 'declined', 'reversed', 'cancelled')
               and coalesce(d.minor, 0) <> coalesce(t.minor, 0)
             limit 11
            """;

    @Override
    public String rule() {
        return "Completed payments paid their fees, and no other final payment paid any";
    }

    @Override
    public Flux<String> broken(Connection snapshot) {
        return BooksCheck.lines(snapshot, BROKEN);
    }
}
