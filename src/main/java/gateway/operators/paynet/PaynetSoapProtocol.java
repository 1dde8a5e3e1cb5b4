package gateway.operators.paynet;

import gateway.operators.wire.Call;
import gateway.operators.wire.Doorman;
import gateway.operators.wire.Entrance;
import gateway.operators.wire.Fault;
import gateway.operators.wire.OperatorProtocol;
import gateway.operators.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Paynet's older SOAP service on the wire: the same operator, transactions and password as in JSON. */
@Component
final class PaynetSoapProtocol implements OperatorProtocol {

    static final String PATH = "/operators/paynet-soap";
    private static final Set<String> OPERATIONS = Set.of(
            "GetInformation",
            "PerformTransaction",
            "CheckTransaction",
            "CancelTransaction",
            "GetStatement",
            "ChangePassword");

    private final PaynetSettings settings;
    private final Entrance entrance;
    private final PaynetWork work;
    private final Doorman doorman;
    private final Clock clock;

    PaynetSoapProtocol(PaynetSettings settings, PaynetWork work, Doorman doorman, Clock clock) {
        this.settings = settings;
        this.entrance = new Entrance(PaynetProtocol.PAYNET, PATH, settings.sources());
        this.work = work;
        this.doorman = doorman;
        this.clock = clock;
    }

    @Override
    public Entrance entrance() {
        return entrance;
    }

    @Override
    public Mono<Reply> answer(Call call) {
        return Mono.defer(() -> PaynetSoapXml.read(call.body())
                .filter(it -> OPERATIONS.contains(it.operation()))
                .map(this::answer)
                .orElseGet(() -> Mono.just(unreadable())));
    }

    private Mono<Reply> answer(PaynetSoapCall call) {
        var answer = Mono.defer(() -> answer(call, PaynetSoapReader.read(call, settings.serviceId())));
        return doorman.admit(settings.agreed(), login(call), answer, () -> stranger(call));
    }

    private Mono<Reply> answer(PaynetSoapCall call, PaynetMessage message) {
        return work.answer(message, login(call))
                .map(answer -> PaynetSoapAnswers.reply(
                        call.operation(), message.getClass().getSimpleName(), answer, clock.instant()));
    }

    // Name and password stand in the call itself; put as HTTP would, they are compared in one place.
    private static String login(PaynetSoapCall call) {
        var pair = Optional.ofNullable(call.fields().get("username")).orElse("") + ":"
                + Optional.ofNullable(call.fields().get("password")).orElse("");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private Reply stranger(PaynetSoapCall call) {
        return PaynetSoapAnswers.reply(
                call.operation(),
                Reply.NO_METHOD,
                new PaynetAnswer.Failed(PaynetResponseCodes.ACCESS_DENIED),
                clock.instant());
    }

    private static Reply unreadable() {
        return PaynetSoapAnswers.fault("Client", "The request is no call of this service", "unreadable");
    }

    @Override
    public Reply refuse(Fault fault) {
        return switch (fault) {
            case FOREIGN_SOURCE -> PaynetSoapAnswers.fault("Client", "Access denied", "601");
            case NOT_POST, TOO_LARGE, NO_SUCH_PATH -> unreadable();
            case UNAVAILABLE, BROKEN -> PaynetSoapAnswers.fault("Server", "Temporarily not available", "100");
        };
    }
}
