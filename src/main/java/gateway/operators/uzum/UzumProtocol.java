package gateway.operators.uzum;

import gateway.operators.Operator;
import gateway.operators.wire.Call;
import gateway.operators.wire.Fault;
import gateway.operators.wire.OperatorProtocol;
import gateway.operators.wire.Passwords;
import gateway.operators.wire.Reply;
import gateway.operators.wire.Sources;
import gateway.operators.wire.TroubledCalls;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Uzum Bank's Merchant API on the wire: what went well is 200, everything else 400. */
@Component
final class UzumProtocol implements OperatorProtocol {

    static final Operator UZUM = new Operator("uzum");
    static final String PATH = "/operators/uzum";

    private final UzumSettings settings;
    private final Sources sources;
    private final UzumWork work;
    private final Passwords passwords;
    private final TroubledCalls trouble;
    private final Clock clock;

    UzumProtocol(UzumSettings settings, UzumWork work, Passwords passwords, TroubledCalls trouble, Clock clock) {
        this.settings = settings;
        this.sources = Sources.of(settings.sources());
        this.work = work;
        this.passwords = passwords;
        this.trouble = trouble;
        this.clock = clock;
    }

    @Override
    public Operator operator() {
        return UZUM;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Sources sources() {
        return sources;
    }

    /** Whoever is not Uzum learns nothing of what else is wrong. */
    @Override
    public Mono<Reply> answer(Call call) {
        return passwords
                .areRight(UZUM, settings.login(), settings.passwordSha256(), call.authorization())
                .flatMap(right -> right
                        ? work.answer(UzumReader.read(call.step(), call.body(), settings.serviceId()))
                        : Mono.fromSupplier(this::stranger));
    }

    private Reply stranger() {
        trouble.wrongCredentials(UZUM);
        return failed(UzumResponseCodes.ACCESS_DENIED);
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
