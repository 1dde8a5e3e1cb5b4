package gateway.inbound;

import gateway.compliance.ListedSenders;
import gateway.compliance.Occasion;
import gateway.compliance.Party;
import gateway.compliance.PaymentScreening;
import gateway.compliance.PaymentScreening.Outcome;
import gateway.compliance.ScreenPayment;
import gateway.compliance.Verdict;
import gateway.customers.Identities;
import gateway.customers.Identity;
import gateway.customers.Pinfl;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists in memory: whose name begins with LISTED stands on them, whose begins with ALIKE is like somebody. */
final class ListedNames implements ScreenPayment, Identities, ListedSenders {

    /** What every customer is called. */
    String receiver = "KARIMOV ANVAR";

    /** Which listed senders compliance has heard of. */
    final List<String> heard = new ArrayList<>();

    /** Whether compliance cannot hear. */
    boolean deaf;

    @Override
    public PaymentScreening of(@Nullable Party payer, @Nullable Party payee, Occasion occasion) {
        var outcome = payer == null ? Outcome.CLEAR : outcome(payer.name());
        var sides = outcome == Outcome.BLOCKED
                ? List.<Verdict>of(new Verdict.Hit(
                        List.of(new Verdict.Match("test", "1", "T-1", payer.name(), 1_000, List.of())), List.of()))
                : List.<Verdict>of();
        return new PaymentScreening(outcome, sides, "test", 1, Map.of(), TakeArrivalsTest.NOW);
    }

    private static Outcome outcome(String name) {
        return name.startsWith("LISTED") ? Outcome.BLOCKED : name.startsWith("ALIKE") ? Outcome.REVIEW : Outcome.CLEAR;
    }

    @Override
    public Mono<Void> sent(CustomerId to, PaymentId arrival, Verdict.Match sender) {
        return deaf
                ? Mono.error(new IllegalStateException("The books are away"))
                : Mono.fromRunnable(() -> heard.add(to + " " + arrival + " " + sender.name()));
    }

    @Override
    public boolean isIdle() {
        return false;
    }

    @Override
    public Mono<Optional<Identity>> find(CustomerId customer) {
        return Mono.fromSupplier(() -> Optional.of(new Identity(
                customer,
                1,
                receiver,
                LocalDate.of(1990, 3, 14),
                "UZ",
                Pinfl.parse("31403901231005").orElseThrow(),
                List.of())));
    }

    @Override
    public Flux<Identity> page(int shard, @Nullable CustomerId after, int size) {
        return Flux.empty();
    }

    @Override
    public Flux<Identity> unseen(int size) {
        return Flux.empty();
    }

    @Override
    public Mono<Void> seen(Identity identity) {
        return Mono.empty();
    }
}
