package gateway.operators.payme;

import gateway.operators.Operator;
import gateway.operators.payme.PaymeAnswers.Answer;
import gateway.operators.payme.PaymeResponseCodes.Refusal;
import gateway.operators.wire.Call;
import gateway.operators.wire.Doorman;
import gateway.operators.wire.Entrance;
import gateway.operators.wire.Fault;
import gateway.operators.wire.OperatorProtocol;
import gateway.operators.wire.Reply;
import gateway.operators.wire.RpcCall;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.NullNode;

/** Payme's Merchant API on the wire: who may ask, and that every answer is HTTP 200. */
@Component
final class PaymeProtocol implements OperatorProtocol {

    static final Operator PAYME = new Operator("payme");
    static final String PATH = "/operators/payme";

    private final PaymeSettings settings;
    private final Entrance entrance;
    private final PaymeWork work;
    private final Doorman doorman;

    PaymeProtocol(PaymeSettings settings, PaymeWork work, Doorman doorman) {
        this.settings = settings;
        this.entrance = new Entrance(PAYME, PATH, settings.sources());
        this.work = work;
        this.doorman = doorman;
    }

    @Override
    public Entrance entrance() {
        return entrance;
    }

    /** Whoever is not Payme learns nothing of what else is wrong. */
    @Override
    public Mono<Reply> answer(Call call) {
        var rpc = RpcCall.read(call.body());
        var answer = Mono.defer(() -> answer(rpc, PaymeReader.read(rpc), call.authorization()));
        return doorman.admit(settings.agreed(), call.authorization(), answer, () -> stranger(rpc));
    }

    private Mono<Reply> answer(RpcCall rpc, PaymeMessage message, @Nullable String authorization) {
        return work.answer(message, authorization)
                .map(answer -> PaymeAnswers.reply(rpc.id(), message.getClass().getSimpleName(), answer));
    }

    private static Reply stranger(RpcCall rpc) {
        return PaymeAnswers.reply(rpc.id(), Reply.NO_METHOD, refusal(PaymeResponseCodes.NO_RIGHTS));
    }

    @Override
    public Reply refuse(Fault fault) {
        var code = switch (fault) {
            case FOREIGN_SOURCE -> PaymeResponseCodes.NO_RIGHTS;
            case NOT_POST -> PaymeResponseCodes.NOT_POST;
            case TOO_LARGE -> PaymeResponseCodes.NOT_JSON;
            case NO_SUCH_PATH -> PaymeResponseCodes.NO_METHOD;
            case UNAVAILABLE, BROKEN -> PaymeResponseCodes.SYSTEM;
        };
        return PaymeAnswers.reply(NullNode.getInstance(), Reply.NO_METHOD, refusal(code));
    }

    private static Answer refusal(PaymeResponseCodes code) {
        return new Answer.Failed(Refusal.of(code));
    }
}
