package gateway.operators.paynet;

import gateway.operators.Operator;
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

/** Paynet's JSON-RPC on the wire: strangers hear 401, everybody else 200. */
@Component
final class PaynetProtocol implements OperatorProtocol {

    static final Operator PAYNET = new Operator("paynet");
    static final String PATH = "/operators/paynet";

    private final PaynetSettings settings;
    private final Entrance entrance;
    private final PaynetWork work;
    private final Doorman doorman;

    PaynetProtocol(PaynetSettings settings, PaynetWork work, Doorman doorman) {
        this.settings = settings;
        this.entrance = new Entrance(PAYNET, PATH, settings.sources());
        this.work = work;
        this.doorman = doorman;
    }

    @Override
    public Entrance entrance() {
        return entrance;
    }

    /** Whoever is not Paynet learns nothing of what else is wrong. */
    @Override
    public Mono<Reply> answer(Call call) {
        var rpc = RpcCall.read(call.body());
        var answer = Mono.defer(() -> answer(rpc, PaynetReader.read(rpc, settings.serviceId()), call.authorization()));
        return doorman.admit(settings.agreed(), call.authorization(), answer, () -> stranger(rpc));
    }

    private Mono<Reply> answer(RpcCall rpc, PaynetMessage message, @Nullable String authorization) {
        return work.answer(message, authorization)
                .map(answer -> PaynetAnswers.reply(rpc.id(), message.getClass().getSimpleName(), answer));
    }

    private static Reply stranger(RpcCall rpc) {
        return PaynetAnswers.reply(
                rpc.id(), Reply.NO_METHOD, new PaynetAnswer.Failed(PaynetResponseCodes.ACCESS_DENIED));
    }

    @Override
    public Reply refuse(Fault fault) {
        var code = switch (fault) {
            case FOREIGN_SOURCE -> PaynetResponseCodes.ACCESS_DENIED;
            case NOT_POST -> PaynetResponseCodes.NOT_POST;
            case TOO_LARGE -> PaynetResponseCodes.NOT_JSON;
            case NO_SUCH_PATH -> PaynetResponseCodes.NO_METHOD;
            case UNAVAILABLE -> PaynetResponseCodes.UNAVAILABLE;
            case BROKEN -> PaynetResponseCodes.INTERNAL;
        };
        return PaynetAnswers.reply(NullNode.getInstance(), Reply.NO_METHOD, new PaynetAnswer.Failed(code));
    }
}
