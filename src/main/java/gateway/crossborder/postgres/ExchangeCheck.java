package gateway.crossborder.postgres;

import gateway.ledger.BooksCheck;
import io.r2dbc.spi.Connection;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Every remittance has exchanged exactly what its state says, and what is taken of each correspondent's liquidity is
 * what their remittances took, less what it was funded with.
 */
@Component
class ExchangeCheck implements BooksCheck {

    // Purpose 13 is an exchange and 14 its way back, 20 a funding; here their half in the currency. How much of it came
    // back is for the correspondent to say, but never more than was sent.
    private static final String BROKEN = """
            with exchanged as (
                select t.reference as id, a.asset,
                       sum(case t.purpose when 13 then t.amount_minor else -t.amount_minor end) as minor
                  from ledger.transfer t
                  join ledger.account a on a.id = t.credit
                 where t.kind = 1 and t.purpose in (13, 14) and a.asset <> 'UZS'
                 group by t.reference, a.asset
            ), remitted as (
                select r.id, r.status, r.correspondent, r.currency, r.received_minor, coalesce(e.minor, 0) as minor,
                       r.progress::jsonb ->> 'kind' as kind
                  from crossborder.remittance r
                  left join exchanged e on e.id = r.id and e.asset = r.currency
            ), taken as (
                select correspondent, currency,
                       sum(case status when 'awaiting_payment' then received_minor else minor end) as minor
                  from remitted
                 group by correspondent, currency
            ), funded as (
                select substr(a.label, 8) as correspondent, a.asset as currency, sum(t.amount_minor) as minor
                  from ledger.transfer t
                  join ledger.account a on a.id = t.debit
                 where t.kind = 1 and t.purpose = 20 and a.label like 'nostro:%'
                 group by a.label, a.asset
            )
            select id::text || ' ' || status || ' of ' || received_minor || ' exchanged ' || minor as line
              from remitted
             where not case
                       when status in ('sent', 'accepted', 'settled', 'credited') then minor = received_minor
                       when status in ('awaiting_payment', 'not_paid') then minor = 0
                       when kind in ('UNSENDABLE', 'REJECTED') then minor = 0
                       else minor >= 0 and minor < received_minor
                   end
             union all
            select e.id::text || ' exchanged ' || e.minor || ' for no remittance'
              from exchanged e
             where not exists (select 1 from remitted r where r.id = e.id and r.currency = e.asset)
             union all
            select l.correspondent || ' ' || l.currency || ' has ' || l.used_minor || ' taken of it, for '
                   || coalesce(t.minor, 0) || ' less ' || coalesce(f.minor, 0)
              from crossborder.liquidity l
              left join taken t on t.correspondent = l.correspondent and t.currency = l.currency
              left join funded f on f.correspondent = l.correspondent and f.currency = l.currency
             where l.used_minor <> coalesce(t.minor, 0) - coalesce(f.minor, 0)
             limit 11
            """;

    @Override
    public String rule() {
        return "Remittances exchanged what their state says, and took as much of their correspondent's liquidity";
    }

    @Override
    public Flux<String> broken(Connection snapshot) {
        return BooksCheck.lines(snapshot, BROKEN);
    }
}
