package gateway.operators.payme;

import gateway.operators.Operator;
import gateway.operators.payme.PaymeAnswers.Answer;
import gateway.operators.payme.PaymeResponseCodes.Refusal;
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

/** Payme's Merchant API on the wire: who may ask, and that every answer is HTTP 200. */
@Component
final class PaymeProtocol implements OperatorProtocol {

    static final Operator PAYME = new Operator("payme");
    static final String PATH = "/operators/payme";
    private static final String LOGIN = "Paycom";

    private final PaymeSettings settings;
    private final Sources sources;
    private final PaymeWork work;
    private final Passwords passwords;
    private final TroubledCalls trouble;

    PaymeProtocol(PaymeSettings settings, PaymeWork work, Passwords passwords, TroubledCalls trouble) {
        this.settings = settings;
        this.sources = Sources.of(settings.sources());
        this.work = work;
        this.passwords = passwords;
        this.trouble = trouble;
    }

    @Override
    public Operator operator() {
        return PAYME;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Sources sources() {
        return sources;
    }

    /** Whoever is not Payme learns nothing of what else is wrong. */
    @Override
    public Mono<Reply> answer(Call call) {
        var rpc = RpcCall.read(call.body());
        return passwords
                .areRight(PAYME, LOGIN, settings.keySha256(), call.authorization())
                .flatMap(right -> right ? answer(rpc, PaymeReader.read(rpc)) : Mono.fromSupplier(() -> stranger(rpc)));
    }

    private Mono<Reply> answer(RpcCall rpc, PaymeMessage message) {
        return work.answer(message)
                .map(answer -> PaymeAnswers.reply(rpc.id(), message.getClass().getSimpleName(), answer));
    }

    private Reply stranger(RpcCall rpc) {
        trouble.wrongCredentials(PAYME);
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
        return new Answer.Error(Refusal.of(code));
    }
}
