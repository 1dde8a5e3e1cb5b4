package gateway.processors.click;

import gateway.cards.CardVault;
import gateway.cards.Scheme;
import gateway.processors.DeclineReason;
import gateway.processors.Inquiry;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Processor;
import gateway.processors.Reversal;
import gateway.processors.click.ClickMessage.FindByName;
import gateway.processors.click.ClickMessage.Pay;
import gateway.processors.click.ClickMessage.Reply;
import gateway.processors.click.ClickMessage.Reverse;
import gateway.processors.click.ClickMessage.Status;
import gateway.shared.money.Asset;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes money from cards that Click keeps. Click finds a payment by our name only together with its day, so that the
 * name begins with the day on which it was given; a payment that was made after midnight is looked for on the next,
 * too.
 *
 * <p>Recovery: after silence the payment is looked for by our name, and never made again. A no counts once Click's
 * books have no payment of that name, or one that is over. Click gives back all of a payment or nothing that could be
 * found again, and pays nobody.
 */
@Component
class ClickProcessor implements Processor, Inquiry {

    private static final Outcome ONLY_WHOLE = new Outcome.Declined(DeclineReason.AMOUNT_INVALID, "whole payments only");
    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int DAY_LENGTH = 8;

    private final CardVault vault;
    private final ClickClient client;
    private final Clock clock;

    ClickProcessor(CardVault vault, ClickClient client, Clock clock) {
        this.vault = vault;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String name() {
        return Scheme.CLICK.rail();
    }

    @Override
    public Scheme scheme() {
        return Scheme.CLICK;
    }

    @Override
    public Mono<MessageIdentity> identify(LegRequest request) {
        return Mono.fromSupplier(() -> {
            var day = DAY.format(clock.instant().atZone(TASHKENT).toLocalDate());
            return new MessageIdentity(day + "-" + request.id());
        });
    }

    @Override
    public Mono<Outcome> send(Leg leg) {
        return switch (leg.request().kind()) {
            case DEBIT -> pay(leg);
            case CREDIT -> Mono.just(new Outcome.NotSent("Click pays nobody"));
            case REFUND -> giveBack(leg);
        };
    }

    @Override
    public Mono<Finding> inquire(Leg leg) {
        var original = leg.request().original();
        if (original == null) {
            return find(leg);
        }
        var payment = number(original.railReference());
        return payment.isEmpty()
                ? Mono.just(new Finding.Unclear("the payment to refund has no number"))
                : look(payment.getAsLong()).map(standing -> ClickAnswers.refund(payment.getAsLong(), standing));
    }

    @Override
    public Mono<Reversal> reverse(Leg leg, int attempt) {
        if (leg.request().original() != null) {
            return Mono.just(new Reversal.Refused("Click does not take a refund back"));
        }
        var payment = number(leg.railReference());
        return payment.isEmpty() ? find(leg).flatMap(this::reverseFound) : reverse(payment.getAsLong());
    }

    private Mono<Outcome> pay(Leg leg) {
        if (!leg.request().amount().asset().equals(Asset.UZS)) {
            return Mono.just(new Outcome.NotSent("Click moves so'm only"));
        }
        return withCard(leg).flatMap(reply -> heed(leg, reply));
    }

    // Only the vault can fail here, and then nothing has left us: the client answers with values.
    private Mono<Reply> withCard(Leg leg) {
        return vault.open(leg.request().card())
                .flatMap(card -> pay(leg, card.railToken()))
                .defaultIfEmpty(new Reply.NotSent("the vault has no such card"))
                .onErrorResume(failure -> Mono.just(new Reply.NotSent("the card cannot be opened")));
    }

    private Mono<Reply> pay(Leg leg, @Nullable String token) {
        return token == null
                ? Mono.just(new Reply.NotSent("the card has no token of Click"))
                : client.ask(new Pay(
                        leg.identity().value(), token, leg.request().amount().minor()));
    }

    private Mono<Outcome> heed(Leg leg, Reply reply) {
        return switch (reply) {
            case Reply.Failed(int code) -> find(leg).map(looked -> ClickAnswers.refused(code, looked));
            case Reply.Absent _ -> find(leg).map(looked -> ClickAnswers.refused(404, looked));
            case Reply.Answered _, Reply.NotSent _, Reply.Unusable _ -> Mono.just(ClickAnswers.paid(reply));
        };
    }

    private Mono<Outcome> giveBack(Leg leg) {
        var original = leg.request().original();
        var payment = original == null ? OptionalLong.empty() : number(original.railReference());
        if (original == null || payment.isEmpty()) {
            return Mono.just(new Outcome.NotSent("the payment to refund has no number"));
        }
        return original.request().amount().equals(leg.request().amount())
                ? client.ask(new Reverse(payment.getAsLong())).map(reply -> givenBack(payment.getAsLong(), reply))
                : Mono.just(ONLY_WHOLE);
    }

    private static Outcome givenBack(long payment, Reply reply) {
        if (reply instanceof Reply.NotSent(String why)) {
            return new Outcome.NotSent(why);
        }
        return ClickAnswers.isReversed(payment, reply)
                ? new Outcome.Approved(String.valueOf(payment), null)
                : new Outcome.Unknown("not said to be reversed");
    }

    private Mono<Reversal> reverseFound(Finding found) {
        return found instanceof Finding.Done(Outcome.Approved approved)
                ? reverse(Long.parseLong(approved.railReference()))
                : Mono.just(ClickAnswers.reversal(new Reply.Absent(), found));
    }

    private Mono<Reversal> reverse(long payment) {
        return client.ask(new Reverse(payment))
                .flatMap(reply -> ClickAnswers.isReversed(payment, reply)
                        ? Mono.just(new Reversal.Reversed("0"))
                        : look(payment).map(standing -> ClickAnswers.reversal(reply, standing)));
    }

    private Mono<Finding> find(Leg leg) {
        var name = leg.identity().value();
        var day = LocalDate.parse(name.substring(0, DAY_LENGTH), DAY);
        return find(name, day)
                .flatMap(found -> found instanceof Finding.NotFound && isOver(day)
                        ? find(name, day.plusDays(1))
                        : Mono.just(found));
    }

    private boolean isOver(LocalDate day) {
        return clock.instant().atZone(TASHKENT).toLocalDate().isAfter(day);
    }

    private Mono<Finding> find(String name, LocalDate day) {
        return client.ask(new FindByName(name, day)).flatMap(reply -> {
            var payment = ClickAnswers.numberOf(name, reply);
            if (payment.isPresent()) {
                return look(payment.getAsLong());
            }
            return Mono.just(reply instanceof Reply.Absent ? new Finding.NotFound() : ClickAnswers.unclear(reply));
        });
    }

    private Mono<Finding> look(long payment) {
        return client.ask(new Status(payment)).map(reply -> ClickAnswers.standing(payment, reply));
    }

    private static OptionalLong number(@Nullable String reference) {
        return reference != null && reference.matches("[1-9][0-9]{0,17}")
                ? OptionalLong.of(Long.parseLong(reference))
                : OptionalLong.empty();
    }
}
