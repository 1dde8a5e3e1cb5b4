package gateway.operators.uzum;

import gateway.operators.Operator;
import gateway.operators.wire.Call;
import gateway.operators.wire.Doorman;
import gateway.operators.wire.Entrance;
import gateway.operators.wire.Fault;
import gateway.operators.wire.OperatorProtocol;
import gateway.operators.wire.Reply;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Uzum Bank's Merchant API on the wire: what went well is 200, everything else 400. */
@Component
final class UzumProtocol implements OperatorProtocol {

    static final Operator UZUM = new Operator("uzum");
    static final String PATH = "/operators/uzum";

    private final UzumSettings settings;
    private final Entrance entrance;
    private final UzumWork work;
    private final Doorman doorman;
    private final Clock clock;

    UzumProtocol(UzumSettings settings, UzumWork work, Doorman doorman, Clock clock) {
        this.settings = settings;
        this.entrance = new Entrance(UZUM, PATH, settings.sources());
        this.work = work;
        this.doorman = doorman;
        this.clock = clock;
    }

    @Override
    public Entrance entrance() {
        return entrance;
    }

    /** Whoever is not Uzum learns nothing of what else is wrong. */
    @Override
    public Mono<Reply> answer(Call call) {
        var answer = Mono.defer(() -> work.answer(UzumReader.read(call.step(), call.body(), settings.serviceId())));
        return doorman.admit(
                settings.agreed(), call.authorization(), answer, () -> failed(UzumResponseCodes.ACCESS_DENIED));
    }

    @Override
    public Reply refuse(Fault fault) {
        return failed(
                switch (fault) {
                    case FOREIGN_SOURCE -> UzumResponseCodes.ACCESS_DENIED;
                    case NOT_POST, NO_SUCH_PATH -> UzumResponseCodes.WRONG_OPERATION;
                    case TOO_LARGE -> UzumResponseCodes.NOT_JSON;
                    case UNAVAILABLE, BROKEN -> UzumResponseCodes.SYSTEM;
                });
    }

    private Reply failed(UzumResponseCodes code) {
        return UzumAnswers.failed(Reply.NO_METHOD, settings.serviceId(), null, clock.instant(), settings.code(code));
    }
}
