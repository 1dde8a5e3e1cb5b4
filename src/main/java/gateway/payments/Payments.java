package gateway.payments;

import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.PaymentStore.Filter;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RefundId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The front door of the module: what a customer can do with payments. Work that moves money outlives the request. */
@Component
public class Payments {

    private final MakePayment make;
    private final RefundPayment refund;
    private final FindPayment find;
    private final PaymentsInFlight inFlight;
    private final PaymentRenderer renderer;

    Payments(
            MakePayment make,
            RefundPayment refund,
            FindPayment find,
            PaymentsInFlight inFlight,
            PaymentRenderer renderer) {
        this.make = make;
        this.refund = refund;
        this.find = find;
        this.inFlight = inFlight;
        this.renderer = renderer;
    }

    /**
     * What a customer asks for, with both parties found.
     *
     * @param key idempotency key; its scope is the customer
     * @param fingerprint digest of the request
     * @param origin what it was asked with
     * @param agreedFee the most the customer was shown that it costs; null where nothing was
     */
    public record Order(
            CustomerId customer,
            String key,
            byte[] fingerprint,
            Money amount,
            Source source,
            Destination destination,
            Origin origin,
            @Nullable Money agreedFee) {

        /** One whose price nobody was shown before. */
        public Order(
                CustomerId customer,
                String key,
                byte[] fingerprint,
                Money amount,
                Source source,
                Destination destination,
                Origin origin) {
            this(customer, key, fingerprint, amount, source, destination, origin, null);
        }
    }

    /** The device a payment is asked with, and what its app says about it. */
    public record Origin(
            DeviceId device, boolean callInProgress, boolean remoteControl, boolean rooted, boolean vpn, boolean tor) {

        /** A device that says nothing about itself. */
        public static Origin of(DeviceId device) {
            return new Origin(device, false, false, false, false, false);
        }
    }

    public Mono<Answer> make(Order order) {
        return PaymentRules.refusal(order)
                .<Mono<Answer>>map(Mono::error)
                .orElseGet(() -> inFlight.run(make.make(order)));
    }

    /** @param amount null for everything that is left */
    public Mono<Answer> refund(
            CustomerId customer, PaymentId id, String key, byte[] fingerprint, @Nullable Money amount) {
        return inFlight.run(find.find(customer, id)
                .flatMap(Payments::ofTheCustomers)
                .flatMap(payment -> refund.refund(payment, key, fingerprint, amountOr(payment, amount))));
    }

    // What was sent abroad is recalled there; its payment alone would leave the money in two places. What another
    // person got is theirs: nobody takes it out of their wallet but they themselves.
    private static Mono<Payment> ofTheCustomers(Payment payment) {
        return switch (payment.destination()) {
            case Destination.ToRemittance _ -> notRefundable("Recall the remittance instead");
            case Destination.ToWallet(var owner)
            when !owner.equals(payment.customer()) -> notRefundable("Ask the payee to send it back");
            case Destination.ToCard _, Destination.ToWallet _, Destination.ToMerchant _ -> Mono.just(payment);
        };
    }

    private static Mono<Payment> notRefundable(String instead) {
        return Mono.error(PaymentProblem.PAYMENT_NOT_REFUNDABLE.because(instead));
    }

    /** @param version changes whenever the body does */
    public record Shown(int version, byte[] body) {}

    public Mono<Shown> show(CustomerId customer, PaymentId id) {
        return find.find(customer, id).map(payment -> new Shown(payment.version(), renderer.render(payment)));
    }

    public Mono<byte[]> show(CustomerId customer, RefundId id) {
        return find.find(customer, id).map(renderer::render);
    }

    public Mono<byte[]> refunds(CustomerId customer, PaymentId id) {
        return find.find(customer, id)
                .flatMapMany(find::refundsOf)
                .collectList()
                .map(renderer::renderRefunds);
    }

    /** One page, newest first. */
    public Mono<byte[]> list(Filter filter) {
        var oneMore =
                new Filter(filter.customer(), filter.state(), filter.before(), filter.since(), filter.limit() + 1);
        return find.list(oneMore).map(found -> page(found, filter.limit()));
    }

    private byte[] page(List<Payment> found, int limit) {
        boolean more = found.size() > limit;
        var items = more ? found.subList(0, limit) : found;
        return renderer.render(items, more ? items.getLast().id().toString() : null);
    }

    private static Money amountOr(Payment payment, @Nullable Money amount) {
        Asset asset = payment.amount().asset();
        if (amount != null && !amount.asset().equals(asset)) {
            throw PaymentProblem.CURRENCY_UNKNOWN.because("The payment is in " + asset.code());
        }
        return amount == null ? payment.amount().minus(payment.refunded()) : amount;
    }
}
