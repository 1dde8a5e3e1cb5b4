package sandbox.simulation;

import gateway.ledger.OpenAccount.AccountKind;
import gateway.ledger.SystemAccounts;
import gateway.limits.Circumstances;
import gateway.limits.Use;
import gateway.payments.Payment;
import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.Payment.State;
import gateway.payments.Refund;
import gateway.platform.journal.Announce;
import gateway.platform.journal.Announce.AnswerTo;
import gateway.platform.journal.ClaimKey;
import gateway.processors.MessageIdentity;
import gateway.rulebook.Operation;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.MerchantId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RefundId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Of what entries for a {@link MoneyBench} are made: the same ones for the same seed. */
final class Material {

    static final Instant BEGIN = Instant.parse("2026-11-25T10:00:01Z");

    final Random random;
    final TimeOrderedIds ids;
    final List<CustomerId> customers;
    final MerchantId merchant;

    Material(long seed) {
        this.random = new Random(seed);
        this.ids = new TimeOrderedIds(() -> BEGIN, random);
        this.customers = List.of(customer(3), customer(5), customer(3));
        this.merchant = new MerchantId(ids.next(3));
    }

    private CustomerId customer(int shard) {
        return new CustomerId(ids.next(shard));
    }

    static AccountId account(UUID owner) {
        return AccountId.of(owner, Asset.UZS);
    }

    AccountId wallet(int customer) {
        return account(customers.get(customer).value());
    }

    static AccountId ours() {
        return SystemAccounts.suspense(Asset.UZS, 3);
    }

    void open(MoneyBench bench) {
        customers.forEach(it -> bench.open(account(it.value()), it.value(), AccountKind.WALLET));
        bench.open(account(merchant.value()), merchant.value(), AccountKind.MERCHANT);
    }

    static Money money(long minor) {
        return new Money(minor, Asset.UZS);
    }

    TransferId transfer() {
        return new TransferId(ids.next(3));
    }

    ClaimKey claim(CustomerId customer, String key, int content, UUID subject) {
        return new ClaimKey(customer.shard(), customer.value(), key, new byte[] {1, (byte) content}, subject);
    }

    Announce event(UUID subject, int version, String payload, @Nullable AnswerTo answer) {
        return new Announce(List.of(new Announce.Event(
                TimeOrderedIds.derive(subject, 0x800 + version),
                subject,
                version,
                "payment.moved",
                payload,
                null,
                answer)));
    }

    PaymentId paymentId(CustomerId customer) {
        return new PaymentId(ids.next(customer.shard()));
    }

    Payment payment(PaymentId id, int version, CustomerId customer, String key, State state) {
        return new Payment(
                id,
                version,
                customer,
                key,
                money(500_00),
                new Source.OwnWallet(),
                new Destination.ToMerchant(merchant, "Kitob olami", "5942"),
                money(0),
                BEGIN,
                BEGIN.plusSeconds(300),
                state);
    }

    Refund refund(RefundId id, int version, PaymentId payment, CustomerId customer) {
        var state = new Refund.State.RefundUnknown(attempt(), version, "silence", BEGIN.plusSeconds(version));
        return new Refund(
                id, version, payment, customer, "refund", money(100_00), BEGIN, BEGIN.plusSeconds(300), state);
    }

    /** Any in which a payment can be for a while. */
    State anyState(int version) {
        var since = BEGIN.plusSeconds(version);
        return switch (random.nextInt(4)) {
            case 0 -> new State.Debiting(attempt());
            case 1 -> new State.DebitUnknown(attempt(), version, "silence", since);
            case 2 -> new State.Crediting(null, attempt());
            default -> new State.CreditUnknown(null, attempt(), version, "garbled", since);
        };
    }

    Attempt attempt() {
        return new Attempt("humo", new MessageIdentity("m" + random.nextInt(1000)), "cheapest", 1);
    }

    /** Money for the merchant, which the limits of {@link Ceilings} all concern. */
    Use use(PaymentId id, CustomerId customer, long minor, Instant at) {
        return new Use(
                id.value(),
                at,
                money(minor),
                customer,
                Operation.WALLET_TO_MERCHANT,
                null,
                null,
                merchant.value(),
                "5942",
                Circumstances.UNKNOWN);
    }
}
