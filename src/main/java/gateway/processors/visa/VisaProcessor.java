package gateway.processors.visa;

import gateway.cards.CardDetails;
import gateway.cards.CardVault;
import gateway.cards.Scheme;
import gateway.platform.iso8583.IsoMessage;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Processor;
import gateway.processors.Reversal;
import gateway.processors.visa.VisaMessage.Answer;
import gateway.processors.visa.VisaResponseCodes.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Moves money on VISA cards: a purchase, an original credit or a refund is one 0200; what became of it cannot be asked,
 * so an unknown outcome is reversed with 0400, then 0420 and 0421 until the network answers.
 */
@Component
final class VisaProcessor implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(VisaProcessor.class);

    private final CardVault vault;
    private final TraceNumbers numbers;
    private final VisaFormat format;
    private final VisaClient client;
    private final VisaSettings settings;

    VisaProcessor(CardVault vault, TraceNumbers numbers, VisaFormat format, VisaClient client, VisaSettings settings) {
        this.vault = vault;
        this.numbers = numbers;
        this.format = format;
        this.client = client;
        this.settings = settings;
    }

    @Override
    public String name() {
        return scheme().rail();
    }

    @Override
    public Scheme scheme() {
        return Scheme.VISA;
    }

    @Override
    public Mono<MessageIdentity> identify(LegRequest request) {
        return numbers.next().map(VisaIdentity::toMessageIdentity);
    }

    @Override
    public Mono<Outcome> send(Leg leg) {
        return open(leg)
                .map(card -> financial(leg, card))
                .<Prepared>map(Prepared.Ready::new)
                .doOnError(VisaProcessor::report)
                .onErrorReturn(new Prepared.Impossible("the message could not be made"))
                .flatMap(this::ask)
                .map(VisaProcessor::outcome);
    }

    @Override
    public Mono<Reversal> reverse(Leg leg, int attempt) {
        return Mono.zip(open(leg), numbers.next(), (card, identity) -> undo(leg, attempt, card, identity))
                .<Prepared>map(Prepared.Ready::new)
                .doOnError(VisaProcessor::report)
                .onErrorReturn(new Prepared.Impossible("the reversal could not be made"))
                .flatMap(this::ask)
                .map(VisaProcessor::reversal);
    }

    private Mono<CardDetails> open(Leg leg) {
        return vault.open(leg.request().card()).timeout(settings.timeout());
    }

    private IsoMessage financial(Leg leg, CardDetails card) {
        return format.write(new VisaMessage.Financial(VisaIdentity.parse(leg.identity()), leg.request(), card));
    }

    private IsoMessage undo(Leg leg, int attempt, CardDetails card, VisaIdentity identity) {
        var original = VisaIdentity.parse(leg.identity());
        return format.write(new VisaMessage.Undo(identity, original, leg.request(), card, attempt));
    }

    private Mono<Answer> ask(Prepared prepared) {
        return switch (prepared) {
            case Prepared.Ready(var message) -> client.ask(message);
            case Prepared.Impossible(var why) -> Mono.just(new Answer.NotSent(why));
        };
    }

    private static void report(Throwable error) {
        LOG.warn("A message to VISA could not be made: {}", error.toString());
    }

    static Outcome outcome(Answer answer) {
        return switch (answer) {
            case Answer.NotSent(var why) -> new Outcome.NotSent(why);
            case Answer.Silent(var why) -> new Outcome.Unknown(why);
            case Answer.Answered(var message) -> outcome(message);
        };
    }

    private static Outcome outcome(IsoMessage message) {
        String code = message.get(39).orElse("");
        return switch (VisaResponseCodes.ofMoney(code)) {
            case Verdict.Approved() ->
                new Outcome.Approved(
                        message.get(37).orElseThrow(),
                        message.get(38).map(String::strip).orElse(null));
            case Verdict.Declined(var reason) -> new Outcome.Declined(reason, code);
            case Verdict.Unusable(var why) -> new Outcome.Unknown(why);
        };
    }

    static Reversal reversal(Answer answer) {
        return switch (answer) {
            case Answer.NotSent(var why) -> new Reversal.Unclear(why);
            case Answer.Silent(var why) -> new Reversal.Unclear(why);
            case Answer.Answered(var message) ->
                VisaResponseCodes.ofReversal(message.get(39).orElse(""));
        };
    }

    /** A message that can be sent, or why there is none. Whatever fails before sending moved no money. */
    private sealed interface Prepared {
        record Ready(IsoMessage message) implements Prepared {}

        record Impossible(String why) implements Prepared {}
    }
}
