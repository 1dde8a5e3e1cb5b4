package gateway.inbound;

import gateway.compliance.Occasion;
import gateway.compliance.Party;
import gateway.compliance.PaymentScreening;
import gateway.compliance.PaymentScreening.Outcome;
import gateway.compliance.ScreenPayment;
import gateway.customers.Identities;
import gateway.customers.Identity;
import gateway.customers.Pinfl;
import gateway.shared.ids.CustomerId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists in memory: whose name begins with LISTED stands on them, whose begins with ALIKE is like somebody. */
final class ListedNames implements ScreenPayment, Identities {

    /** What every customer is called. */
    String receiver = "KARIMOV ANVAR";

    @Override
    public PaymentScreening of(@Nullable Party payer, @Nullable Party payee, Occasion occasion) {
        var outcome = payer == null ? Outcome.CLEAR : outcome(payer.name());
        return new PaymentScreening(outcome, List.of(), "test", 1, Map.of(), TakeArrivalsTest.NOW);
    }

    private static Outcome outcome(String name) {
        return name.startsWith("LISTED") ? Outcome.BLOCKED : name.startsWith("ALIKE") ? Outcome.REVIEW : Outcome.CLEAR;
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
