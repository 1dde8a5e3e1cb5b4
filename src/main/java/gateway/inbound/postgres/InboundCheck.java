package gateway.inbound.postgres;

import gateway.ledger.BooksCheck;
import io.r2dbc.spi.Connection;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Every arrival that stands as succeeded has moved both its amounts, from its partner and to its receiver, and every
 * other one nothing.
 */
@Component
class InboundCheck implements BooksCheck {

    // Purpose 41 is an arrival, of which each half is a transfer; 42 is what a partner paid in.
    private static final String BROKEN = """
            with moved as (
                select t.reference as id,
                       sum(case when t.asset = 'UZS' and gets.owner = a.receiver then t.amount_minor else 0 end)
                           as received,
                       sum(case when t.asset <> 'UZS' and pays.owner = a.partner then t.amount_minor else 0 end)
                           as sent
                  from ledger.transfer t
                  join ledger.account pays on pays.id = t.debit
                  join ledger.account gets on gets.id = t.credit
                  left join inbound.arrival a on a.id = t.reference
                 where t.kind = 1 and t.purpose = 41
                 group by t.reference
            )
            select coalesce(a.id, m.id)::text || ' ' || coalesce(a.state, 'unknown') || ' moved '
                   || coalesce(m.sent, 0) || ' of its partner and ' || coalesce(m.received, 0) || ' to its receiver'
                       as line
              from inbound.arrival a
              full join moved m on m.id = a.id
             where a.id is null
                or coalesce(m.sent, 0) <> case a.state when 'succeeded' then a.sent_minor else 0 end
                or coalesce(m.received, 0) <> case a.state when 'succeeded' then a.received_minor else 0 end
             union all
            select f.act::text || ' of ' || f.amount_minor || ' booked ' || coalesce(t.minor, 0)
              from inbound.funds f
              left join (select t.reference, gets.owner, t.asset, sum(t.amount_minor) as minor
                           from ledger.transfer t
                           join ledger.account gets on gets.id = t.credit
                          where t.kind = 1 and t.purpose = 42
                          group by t.reference, gets.owner, t.asset) t
                on t.reference = f.act and t.owner = f.partner and t.asset = f.asset
             where f.booked_at is not null and coalesce(t.minor, 0) <> f.amount_minor
             union all
            select t.reference::text || ' is booked and was never said'
              from ledger.transfer t
             where t.kind = 1 and t.purpose = 42
               and not exists (select 1 from inbound.funds f where f.act = t.reference)
             limit 11
            """;

    @Override
    public String rule() {
        return "Arrivals that succeeded moved both their amounts, and no other one moved any";
    }

    @Override
    public Flux<String> broken(Connection snapshot) {
        return BooksCheck.lines(snapshot, BROKEN);
    }
}
