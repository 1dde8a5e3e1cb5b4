package gateway.operators.click;

import gateway.operators.Operator;
import gateway.operators.wire.Call;
import gateway.operators.wire.Entrance;
import gateway.operators.wire.Fault;
import gateway.operators.wire.OperatorProtocol;
import gateway.operators.wire.Reply;
import gateway.operators.wire.TroubledCalls;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Click's SHOP-API on the wire: one address for both actions, or one for each. */
@Component
final class ClickProtocol implements OperatorProtocol {

    static final Operator CLICK = new Operator("click");
    static final String PATH = "/operators/click";
    static final String PREPARE = "prepare";
    static final String COMPLETE = "complete";
    private static final int LAST_ACTION = 1;

    private final ClickSettings settings;
    private final Entrance entrance;
    private final ClickWork work;
    private final TroubledCalls trouble;

    ClickProtocol(ClickSettings settings, ClickWork work, TroubledCalls trouble) {
        this.settings = settings;
        this.entrance = new Entrance(CLICK, PATH, settings.sources());
        this.work = work;
        this.trouble = trouble;
    }

    @Override
    public Entrance entrance() {
        return entrance;
    }

    /** In the order of the owner's library: the form, its signature, its action, and only then what it is about. */
    @Override
    public Mono<Reply> answer(Call call) {
        return Mono.defer(() -> answer(call, ClickReader.read(call.body())));
    }

    private Mono<Reply> answer(Call call, Optional<ClickMessage> read) {
        if (read.isEmpty()) {
            return Mono.just(ClickAnswers.bare(ClickResponseCodes.REQUEST));
        }
        var message = read.get();
        if (!ClickSignature.isRight(message.signed(), settings.secret())) {
            trouble.wrongCredentials(CLICK);
            return Mono.just(ClickAnswers.bare(ClickResponseCodes.SIGN));
        }
        if (settings.serviceId() != null && settings.serviceId() != message.serviceId()) {
            return Mono.just(ClickAnswers.bare(ClickResponseCodes.REQUEST));
        }
        return isServed(message, call.step())
                ? work.answer(message)
                : Mono.just(ClickAnswers.bare(ClickResponseCodes.ACTION));
    }

    private static boolean isServed(ClickMessage message, String step) {
        return message.action() <= LAST_ACTION
                && switch (step) {
                    case PREPARE -> message.prepares();
                    case COMPLETE -> !message.prepares();
                    default -> true;
                };
    }

    @Override
    public Reply refuse(Fault fault) {
        return switch (fault) {
            case FOREIGN_SOURCE -> ClickAnswers.bare(ClickResponseCodes.SIGN);
            case NOT_POST, TOO_LARGE -> ClickAnswers.bare(ClickResponseCodes.REQUEST);
            case NO_SUCH_PATH -> ClickAnswers.bare(ClickResponseCodes.ACTION);
            case UNAVAILABLE, BROKEN -> ClickAnswers.none();
        };
    }
}
