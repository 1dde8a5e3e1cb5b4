package sandbox.simulation;

import gateway.platform.journal.JournalProblem;
import gateway.sessions.StepUp;
import gateway.shared.ids.ChallengeId;
import gateway.shared.ids.CustomerId;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import sandbox.simulation.Database.Code;

/** The model of confirmation codes: durable, bound to one payment, good once and for 59 seconds. */
final class Codes implements StepUp {

    private static final Duration GOOD_FOR = Duration.ofSeconds(59);

    private final World world;
    private final Node node;

    Codes(World world, Node node) {
        this.world = world;
        this.node = node;
    }

    @Override
    public Mono<Challenge> challenge(CustomerId customer, String binding, String shown) {
        return inDatabase(() -> {
            var id = new ChallengeId(world.nextId(customer.shard()));
            var until = world.agenda.instant().plus(GOOD_FOR);
            // The customer reads the code from the message that names the payment.
            var payment = binding.substring(0, binding.indexOf('|'));
            world.database.codes.put(payment, new Code(id, binding, "C" + world.nextTrace(), until, false));
            return new Challenge(id, until);
        });
    }

    @Override
    public Mono<Result> confirm(ChallengeId challenge, CustomerId customer, String binding, String code) {
        return inDatabase(() -> {
            var payment = binding.substring(0, binding.indexOf('|'));
            var known = world.database.codes.get(payment);
            if (known == null
                    || !known.id().equals(challenge)
                    || !known.binding().equals(binding)
                    || known.used()) {
                return Result.UNKNOWN;
            }
            if (world.agenda.instant().isAfter(known.until())) {
                return Result.EXPIRED;
            }
            if (!known.code().equals(code)) {
                world.see(Sight.CODE_WRONG);
                return Result.WRONG;
            }
            world.database.codes.put(payment, known.use());
            return Result.CONFIRMED;
        });
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
