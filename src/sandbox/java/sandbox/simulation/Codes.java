package sandbox.simulation;

import gateway.platform.http.RequestProblem;
import gateway.platform.journal.JournalProblem;
import gateway.sessions.StepUp;
import gateway.shared.ids.ChallengeId;
import gateway.shared.ids.CustomerId;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import sandbox.simulation.Database.Code;

/** The model of confirmation codes: durable, bound to one payment, one for a request, good for 59 seconds. */
final class Codes implements StepUp {

    static final Duration GOOD_FOR = Duration.ofSeconds(59);

    private final World world;
    private final Node node;

    Codes(World world, Node node) {
        this.world = world;
        this.node = node;
    }

    @Override
    public Mono<Challenge> challenge(CustomerId customer, String request, String binding, String shown) {
        return inDatabase(() -> isOnItsWay(customer + request)
                        ? Mono.<Challenge>error(onItsWay())
                        : Mono.just(sent(customer, request, binding)))
                .flatMap(it -> it);
    }

    private Challenge sent(CustomerId customer, String request, String binding) {
        var id = new ChallengeId(world.nextId(customer.shard()));
        var until = world.agenda.instant().plus(GOOD_FOR);
        // The customer reads the code from the message that names the payment.
        var payment = binding.substring(0, binding.indexOf('|'));
        world.database.codes.put(payment, new Code(id, binding, "C" + world.nextNumber(), until, false));
        world.database.codesOnTheirWay.put(customer + request, until);
        return new Challenge(id, until);
    }

    private RuntimeException onItsWay() {
        world.see(Sight.CODE_ON_ITS_WAY);
        return RequestProblem.REQUEST_IN_PROGRESS.because("A code for this request is on its way");
    }

    @Override
    public Mono<Result> confirm(ChallengeId challenge, CustomerId customer, String binding, String code) {
        return inDatabase(() -> {
            var payment = binding.substring(0, binding.indexOf('|'));
            var known = world.database.codes.get(payment);
            if (known == null
                    || !known.id().equals(challenge)
                    || !known.binding().equals(binding)) {
                return Result.UNKNOWN;
            }
            if (world.agenda.instant().isAfter(known.until())) {
                return Result.EXPIRED;
            }
            if (!known.code().equals(code)) {
                world.see(Sight.CODE_WRONG);
                return Result.WRONG;
            }
            world.database.codes.put(payment, known.proved());
            return Result.CONFIRMED;
        });
    }

    private boolean isOnItsWay(String request) {
        var until = world.database.codesOnTheirWay.get(request);
        return until != null && world.agenda.instant().isBefore(until);
    }

    private <T> Mono<T> inDatabase(Supplier<T> work) {
        return Mono.create(sink -> node.after(1, () -> {
            if (world.database.down || world.database.full) {
                sink.error(JournalProblem.UNAVAILABLE.because("The database cannot be reached"));
            } else {
                sink.success(work.get());
            }
        }));
    }
}
