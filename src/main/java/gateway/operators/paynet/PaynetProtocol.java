package gateway.operators.paynet;

import gateway.operators.Operator;
import gateway.operators.wire.Call;
import gateway.operators.wire.Fault;
import gateway.operators.wire.OperatorProtocol;
import gateway.operators.wire.Passwords;
import gateway.operators.wire.Reply;
import gateway.operators.wire.RpcCall;
import gateway.operators.wire.Sources;
import gateway.operators.wire.TroubledCalls;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.NullNode;

/** Paynet's JSON-RPC on the wire: strangers hear 401, everybody else 200. */
@Component
final class PaynetProtocol implements OperatorProtocol {

    static final Operator PAYNET = new Operator("paynet");
    static final String PATH = "/operators/paynet";

    private final PaynetSettings settings;
    private final Sources sources;
    private final PaynetWork work;
    private final Passwords passwords;
    private final TroubledCalls trouble;

    PaynetProtocol(PaynetSettings settings, PaynetWork work, Passwords passwords, TroubledCalls trouble) {
        this.settings = settings;
        this.sources = Sources.of(settings.sources());
        this.work = work;
        this.passwords = passwords;
        this.trouble = trouble;
    }

    @Override
    public Operator operator() {
        return PAYNET;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Sources sources() {
        return sources;
    }

    /** Whoever is not Paynet learns nothing of what else is wrong. */
    @Override
    public Mono<Reply> answer(Call call) {
        var rpc = RpcCall.read(call.body());
        return passwords
                .areRight(PAYNET, settings.login(), settings.passwordSha256(), call.authorization())
                .flatMap(right -> right
                        ? answer(rpc, PaynetReader.read(rpc, settings.serviceId()))
                        : Mono.fromSupplier(() -> stranger(rpc)));
    }

    private Mono<Reply> answer(RpcCall rpc, PaynetMessage message) {
        return work.answer(message)
                .map(answer -> PaynetAnswers.reply(rpc.id(), message.getClass().getSimpleName(), answer));
    }

    private Reply stranger(RpcCall rpc) {
        trouble.wrongCredentials(PAYNET);
        return PaynetAnswers.reply(
                rpc.id(), Reply.NO_METHOD, new PaynetAnswer.Error(PaynetResponseCodes.ACCESS_DENIED));
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
        return PaynetAnswers.reply(NullNode.getInstance(), Reply.NO_METHOD, new PaynetAnswer.Error(code));
    }
}
