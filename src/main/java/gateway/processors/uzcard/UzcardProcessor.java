package gateway.processors.uzcard;

import gateway.cards.CardDetails;
import gateway.cards.CardVault;
import gateway.cards.Scheme;
import gateway.processors.Holds;
import gateway.processors.JsonRpc.Reply;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Processor;
import gateway.processors.Reversal;
import gateway.processors.uzcard.UzcardMessage.Credit;
import gateway.processors.uzcard.UzcardMessage.FindByExt;
import gateway.processors.uzcard.UzcardMessage.Pay;
import gateway.processors.uzcard.UzcardMessage.Request;
import gateway.processors.uzcard.UzcardMessage.Reverse;
import gateway.processors.uzcard.UzcardMessage.ReversePart;
import gateway.processors.uzcard.UzcardMessage.Terminal;
import gateway.shared.money.Asset;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Moves money on UZCARD cards through SVGate. The {@code ext} of a message is the id of its leg, so that a repeat, an
 * enquiry and a reversal name the same message without anything having been allocated.
 *
 * <p>Recovery (public integrations agree on it): after silence or an "outcome unknown" code never a new {@code ext};
 * {@code trans.ext} with the same one tells what happened; what is unwanted is taken back by {@code trans.reverse}.
 */
@Component
class UzcardProcessor implements Processor, Holds {

    private final CardVault vault;
    private final UzcardClient client;
    private final UzcardDoubts doubts;
    private final Terminal terminal;
    private final String senderName;
    private final UzcardHolds holds;

    UzcardProcessor(CardVault vault, UzcardClient client, UzcardDoubts doubts, UzcardSettings settings, Clock clock) {
        this.vault = vault;
        this.client = client;
        this.doubts = doubts;
        this.terminal = new Terminal(settings.merchantId(), settings.terminalId());
        this.senderName = settings.senderName();
        this.holds = new UzcardHolds(client, settings, clock);
    }

    @Override
    public String name() {
        return Scheme.UZCARD.rail();
    }

    @Override
    public Scheme scheme() {
        return Scheme.UZCARD;
    }

    @Override
    public Mono<MessageIdentity> identify(LegRequest request) {
        return Mono.just(new MessageIdentity(request.id().toString()));
    }

    @Override
    public Mono<Outcome> send(Leg leg) {
        return ask(leg).map(reply -> UzcardAnswers.outcome(leg, reply));
    }

    /**
     * A full refund has no {@code ext} of its own at SVGate: what became of it shows on the transaction that it gives
     * back.
     */
    @Override
    public Mono<Finding> inquire(Leg leg) {
        var original = leg.request().original();
        return original != null && UzcardAnswers.isFullRefund(leg)
                ? find(original).map(reply -> UzcardAnswers.fullRefundFinding(original, reply))
                : find(leg).map(reply -> UzcardAnswers.finding(leg, reply));
    }

    @Override
    public Mono<Reversal> reverse(Leg leg, int attempt) {
        if (leg.request().kind() == LegRequest.Kind.REFUND) {
            return inquire(leg).map(finding -> takeBackRefund(leg, finding));
        }
        var tranId = leg.railReference();
        return tranId == null ? reverseByExt(leg) : reverseByTran(leg, tranId);
    }

    @Override
    public Mono<Outcome> hold(Leg leg, Duration period) {
        return (isSoms(leg) ? withCard(leg, (_, card) -> create(leg, card, period)) : Mono.just(onlySoms()))
                .map(reply -> UzcardHolds.created(leg, reply));
    }

    @Override
    public Mono<Outcome> charge(Leg leg, String hold) {
        return isSoms(leg)
                ? holds.charge(leg, hold)
                : Mono.just(onlySoms()).map(reply -> UzcardAnswers.outcome(leg, reply));
    }

    @Override
    public Mono<Release> release(Leg leg, String hold) {
        return holds.dismiss(leg, hold);
    }

    private Mono<Reply> ask(Leg leg) {
        if (!isSoms(leg)) {
            return Mono.just(onlySoms());
        }
        return switch (leg.request().kind()) {
            case DEBIT -> withCard(leg, this::debit);
            case CREDIT -> withCard(leg, this::credit);
            case REFUND -> refund(leg);
        };
    }

    private static boolean isSoms(Leg leg) {
        return leg.request().amount().asset().equals(Asset.UZS);
    }

    private static Reply onlySoms() {
        return new Reply.NotSent("UZCARD moves so'm only");
    }

    private Mono<Reply> create(Leg leg, CardDetails card, Duration period) {
        var token = card.railToken();
        return token == null
                ? Mono.just(new Reply.NotSent("the card has no SVGate token"))
                : holds.create(leg, token, period);
    }

    // Only the vault can fail here, and then nothing has left us: the client answers with values.
    private Mono<Reply> withCard(Leg leg, BiFunction<Leg, CardDetails, Mono<Reply>> step) {
        return vault.open(leg.request().card())
                .flatMap(card -> step.apply(leg, card))
                .defaultIfEmpty(new Reply.NotSent("the vault has no such card"))
                .onErrorResume(failure -> Mono.just(new Reply.NotSent("the card cannot be opened")));
    }

    private Mono<Reply> debit(Leg leg, CardDetails card) {
        var request = leg.request();
        var token = card.railToken();
        return token == null
                ? Mono.just(new Reply.NotSent("the card has no SVGate token"))
                : client.ask(new Pay(
                        leg.identity().value(),
                        token,
                        request.amount().minor(),
                        request.payee().name(),
                        request.payee().category(),
                        terminal));
    }

    private Mono<Reply> credit(Leg leg, CardDetails card) {
        var token = card.railToken();
        return client.ask(new Credit(
                leg.identity().value(),
                token == null ? card.pan().reveal() : token,
                leg.request().amount().minor(),
                senderName,
                terminal));
    }

    private Mono<Reply> refund(Leg leg) {
        var original = leg.request().original();
        if (original == null || original.railReference() == null) {
            return Mono.just(new Reply.NotSent("the payment to refund has no tranId"));
        }
        return client.ask(refundRequest(leg, original.railReference()));
    }

    private static Request refundRequest(Leg leg, String tranId) {
        return UzcardAnswers.isFullRefund(leg)
                ? new Reverse(tranId)
                : new ReversePart(
                        tranId, leg.request().amount().minor(), leg.identity().value());
    }

    private Mono<Reply> find(Leg leg) {
        return client.ask(new FindByExt(leg.identity().value()));
    }

    private Mono<Reversal> reverseByTran(Leg leg, String tranId) {
        return client.ask(new Reverse(tranId))
                .flatMap(reply -> reply instanceof Reply.Failed(int code) && UzcardResponseCodes.GONE.contains(code)
                        ? reverseByExt(leg, "%d, yet its books show it done".formatted(code))
                        : Mono.just(UzcardAnswers.reversal(leg, tranId, reply)));
    }

    // Without a tranId the books at SVGate come first: what never happened needs no reversal.
    private Mono<Reversal> reverseByExt(Leg leg) {
        return inquire(leg)
                .flatMap(finding -> finding instanceof Finding.Done(Outcome.Approved approved)
                        ? client.ask(new Reverse(approved.railReference()))
                                .map(reply -> UzcardAnswers.reversal(leg, approved.railReference(), reply))
                        : Mono.just(settled(leg, finding)));
    }

    private Mono<Reversal> reverseByExt(Leg leg, String contradiction) {
        return inquire(leg)
                .map(finding ->
                        finding instanceof Finding.Done ? new Reversal.Unclear(contradiction) : settled(leg, finding));
    }

    private Reversal takeBackRefund(Leg leg, Finding finding) {
        return finding instanceof Finding.Done
                ? new Reversal.Refused("SVGate does not take a refund back")
                : settled(leg, finding);
    }

    private Reversal settled(Leg leg, Finding finding) {
        return switch (finding) {
            case Finding.Done _ -> new Reversal.Unclear("done, not yet reversed");
            case Finding.Refused(Outcome.Declined declined) -> new Reversal.Reversed(declined.railCode());
            case Finding.Undone _ -> new Reversal.Reversed("ROK");
            case Finding.NotFound _ ->
                doubts.believesAbsence(leg.identity())
                        ? new Reversal.Reversed(String.valueOf(UzcardResponseCodes.NOT_FOUND))
                        : new Reversal.Unclear("not found yet; the message may still be on its way");
            case Finding.Unclear(String why) -> new Reversal.Unclear(why);
        };
    }
}
