package gateway.corebanking;

import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.statement.Statement.Source;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Payments;
import gateway.corebanking.tieout.TieOut.Place;
import gateway.corebanking.tieout.TieOut.Theirs;
import gateway.corebanking.tieout.TieOutRules.Told;
import gateway.shared.money.Asset;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The books of a day, a page at a time; and what stands elsewhere of something on a page, whatever its day. A page has
 * a bounded size, and of one thing 200 lines are read at most.
 */
public interface DayBooks {

    /** Of what there is a statement of the day. */
    Mono<Told> told(LocalDate day);

    /** What moved on the day by their books. */
    Flux<Sum> sums(LocalDate day);

    /** Our movements of the day: the ledger itself and not the documents made of it, so that one never made shows. */
    Flux<List<Booked>> booked(LocalDate day, AccountMap map);

    /** What they name on the day, each once. */
    Flux<List<Place>> places(LocalDate day, Source source);

    /** All lines that name this there. */
    Mono<List<Theirs>> lines(Source source, List<Place> places);

    /** Those of the documents named there that are ours. */
    Mono<List<Booked>> documents(List<Place> places, AccountMap map);

    /** The payments behind what rails name, also for refunds; nothing for what we do not know. */
    Mono<Map<Place, UUID>> behind(List<Place> places);

    Mono<Payments> payments(Set<UUID> payments, AccountMap map);

    /** Of one side of an account or rail. */
    record Sum(String account, Asset asset, Side side, long minor) {}
}
