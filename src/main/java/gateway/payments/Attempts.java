package gateway.payments;

import gateway.compliance.Movement;
import gateway.compliance.Movement.Direction;
import gateway.fraud.Attempt;
import gateway.fraud.Attempt.Card;
import gateway.fraud.Attempt.Device;
import gateway.fraud.Attempt.Payee;
import gateway.fraud.Attempt.Payer;
import gateway.fraud.Subject;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.Payments.Order;
import gateway.payments.Payments.Origin;
import gateway.rulebook.Channel;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a payment is to fraud rules and to monitoring. Ages follow from ids, which carry when they were made. */
final class Attempts {

    private static final Duration NEW_FOR = Duration.ofHours(24);
    private static final String HOME = "UZ";

    private Attempts() {}

    static Attempt of(PaymentId id, Order order, Instant now, boolean first) {
        return new Attempt(
                id,
                now,
                order.amount(),
                PaymentPrices.operation(order.source(), order.destination()),
                Channel.APP,
                payer(order.customer(), order.source(), order.amount().asset()),
                device(order.origin(), now),
                order.source() instanceof Source.OwnCard it ? card(it) : null,
                payee(order.destination(), first));
    }

    private static Payer payer(CustomerId customer, Source source, Asset asset) {
        var wallet = source instanceof Source.OwnWallet ? AccountId.of(customer.value(), asset) : null;
        return new Payer(customer, TimeOrderedIds.timeOf(customer.value()), wallet);
    }

    private static Device device(Origin it, Instant now) {
        var since = TimeOrderedIds.timeOf(it.device().value());
        return new Device(
                it.device(),
                since,
                now.isBefore(since.plus(NEW_FOR)),
                it.callInProgress(),
                it.remoteControl(),
                it.rooted(),
                it.vpn(),
                it.tor());
    }

    // Cards of foreign issuers cannot be linked yet.
    private static Card card(Source.OwnCard it) {
        return new Card(
                it.card(),
                it.scheme().rail(),
                HOME,
                TimeOrderedIds.timeOf(it.card().value()));
    }

    private static Payee payee(Destination destination, boolean first) {
        return switch (destination) {
            case Destination.ToMerchant it ->
                new Payee(it.merchant().value(), Payee.Kind.MERCHANT, first, HOME, it.category());
            case Destination.ToCard it -> new Payee(it.card().value(), Payee.Kind.CARD, first, null, null);
            case Destination.ToWallet it -> new Payee(it.owner().value(), Payee.Kind.WALLET, first, HOME, null);
            case Destination.ToRemittance it ->
                new Payee(it.beneficiary().value(), Payee.Kind.BENEFICIARY, first, it.country(), null);
        };
    }

    /** The payer, and the customer who is paid where one is. */
    static List<CustomerId> customers(CustomerId payer, Destination destination) {
        return destination instanceof Destination.ToWallet(var owner) && !owner.equals(payer)
                ? List.of(payer, owner)
                : List.of(payer);
    }

    /** What an order may stop of a payment that waits; its device is not kept with it. */
    static List<Subject> subjects(Payment payment) {
        var subjects = new ArrayList<Subject>();
        subjects.add(new Subject(Subject.Kind.CUSTOMER, payment.customer().value()));
        switch (payment.source()) {
            case Source.OwnCard it ->
                subjects.add(new Subject(Subject.Kind.CARD, it.card().value()));
            // The operator alone knows whose account it is.
            case ShownCode _, Bill _ -> {}
            case Source.OwnWallet _ ->
                subjects.add(new Subject(
                        Subject.Kind.ACCOUNT, Postings.source(payment).value()));
        }
        return subjects;
    }

    /** What an order may stop of money that leaves this wallet. */
    static List<Subject> wallet(CustomerId owner, Asset asset) {
        return List.of(
                new Subject(Subject.Kind.CUSTOMER, owner.value()),
                new Subject(
                        Subject.Kind.ACCOUNT, AccountId.of(owner.value(), asset).value()));
    }

    /** Out of the payer's hands, and into those of another customer; nothing where money stays with its owner. */
    static List<Movement> movements(Payment payment, Instant at) {
        return leavesTheOwner(payment) ? moving(payment, at) : List.of();
    }

    private static boolean leavesTheOwner(Payment payment) {
        return switch (payment.destination()) {
            case Destination.ToCard it -> !it.own();
            case Destination.ToWallet it -> !it.owner().equals(payment.customer());
            case Destination.ToMerchant _, Destination.ToRemittance _ -> true;
        };
    }

    private static List<Movement> moving(Payment payment, Instant at) {
        var payer = payment.customer();
        return switch (payment.destination()) {
            case Destination.ToMerchant it ->
                List.of(movement(
                        payment, at, Direction.OUT, payer, it.merchant().value(), null, it.category()));
            case Destination.ToCard it ->
                List.of(movement(payment, at, Direction.OUT, payer, it.card().value(), null, null));
            case Destination.ToRemittance it ->
                List.of(movement(
                        payment, at, Direction.OUT, payer, it.beneficiary().value(), it.country(), null));
            case Destination.ToWallet it ->
                List.of(
                        movement(payment, at, Direction.OUT, payer, it.owner().value(), null, null),
                        movement(payment, at, Direction.IN, it.owner(), payer.value(), null, null));
        };
    }

    private static Movement movement(
            Payment payment,
            Instant at,
            Direction way,
            CustomerId whose,
            UUID other,
            @Nullable String country,
            @Nullable String category) {
        return new Movement(payment.id().value(), whose, at, way, payment.amount(), other, country, category);
    }
}
