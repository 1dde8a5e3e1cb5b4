package sandbox.simulation;

import gateway.cards.CardProblem;
import gateway.cards.CardState;
import gateway.cards.CardSummary;
import gateway.cards.Cards;
import gateway.compliance.Monitoring;
import gateway.compliance.RestrictedCustomers;
import gateway.customers.Customer;
import gateway.customers.CustomerProblem;
import gateway.customers.Customers;
import gateway.customers.KycTiers;
import gateway.fraud.Restriction;
import gateway.fraud.Restrictions;
import gateway.fraud.Subject;
import gateway.operators.Goods;
import gateway.operators.Invoice;
import gateway.operators.InvoiceNumber;
import gateway.operators.Invoices;
import gateway.operators.Operator;
import gateway.operators.OperatorTransaction;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.TakeTransactions;
import gateway.operators.TopUpCode;
import gateway.operators.TopUpCodes;
import gateway.operators.Transactions;
import gateway.platform.journal.Part;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.MerchantId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Money;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One node's side of payment operators: the product's own transactions, over the model, with limits and fees of their
 * own. Whoever looks before an entry sees no limit, so that it is the entry that is judged. Nothing is forbidden here,
 * and no card is topped up.
 */
final class OperatorDesk {

    private static final long LOOK_EVERY_MS = 2_000;
    private static final KycTiers UNASKED = _ -> Mono.empty();
    private static final RestrictedCustomers FREE = _ -> false;
    private static final Monitoring UNWATCHED = _ -> Optional.empty();

    final TakeTransactions take;
    private final Node node;
    private final Object expiring;

    OperatorDesk(World world, Node node, NodeStore store, Clock clock) {
        this.node = node;
        var assembly = new Assembly(
                node.journal,
                new Kept(world, store),
                new Bank(world, store),
                new Unmarked(),
                new Assembly(Ceilings.ofTopUps(world.cashiers.areLimited()), new NodeCounts(world, node), clock)
                        .named("gateway.limits.JournaledLimits"),
                new Assembly(Ceilings.of(false), unasked()).named("gateway.limits.CheckLimits"),
                FREE,
                UNWATCHED,
                UNASKED,
                Tariff.ofTopUps(world.cashiers.areDear()),
                new TimeOrderedIds(clock, world.random),
                clock);
        this.take = assembly.get(TakeTransactions.class);
        this.expiring = assembly.named("gateway.operators.ExpireTransactions");
        look();
    }

    private void look() {
        node.after(LOOK_EVERY_MS, () -> {
            ((Mono<?>) Assembly.read(expiring, "run")).subscribe(_ -> {}, _ -> {});
            look();
        });
    }

    /** Who looks before sees no limit, and so asks the database about none. */
    private static DatabaseClient unasked() {
        return (DatabaseClient) Proxy.newProxyInstance(
                DatabaseClient.class.getClassLoader(), new Class<?>[] {DatabaseClient.class}, (_, method, _) -> {
                    throw new IllegalStateException("The model has no answer for " + method);
                });
    }

    /** Transactions as a node reads them. */
    private record Kept(World world, NodeStore store) implements Transactions {

        @Override
        public Mono<Optional<OperatorTransaction>> find(TransactionKey key) {
            return store.read(() -> Optional.ofNullable(world.database.operators.transactions.get(key)));
        }

        @Override
        public Flux<OperatorTransaction> byPayersNumber(Operator operator, String number, int limit) {
            return Flux.empty();
        }

        @Override
        public Flux<OperatorTransaction> between(Operator operator, Instant from, Instant to, int limit) {
            return Flux.empty();
        }

        @Override
        public Flux<OperatorTransaction> due(Instant now, int limit) {
            return store.read(() -> world.database.operators.transactions.values().stream()
                            .filter(it -> it.state() instanceof OperatorTransaction.State.Created)
                            .filter(it -> !it.expiresAt().isAfter(now))
                            .sorted(Comparator.comparing(OperatorTransaction::expiresAt))
                            .limit(limit)
                            .toList())
                    .flatMapIterable(due -> due);
        }

        @Override
        public Flux<OperatorTransaction> takeOnward(Instant now, Instant until, int limit) {
            return Flux.empty();
        }

        @Override
        public Mono<Long> nextNumber() {
            return store.write(world.database.operators::nextNumber);
        }
    }

    /** Whom and what operators can pay for. */
    private record Bank(World world, NodeStore store) implements Customers, Invoices, TopUpCodes, Cards {

        @Override
        public Mono<Optional<Customer>> byPhone(String phone) {
            return store.read(() -> world.cashiers.ownerOf(phone).map(id -> new Customer(id, phone, "uz")));
        }

        @Override
        public Mono<Customer> find(CustomerId id) {
            return Mono.error(CustomerProblem.CUSTOMER_NOT_FOUND.because("nobody"));
        }

        @Override
        public Mono<Optional<Invoice>> find(InvoiceNumber number) {
            return store.read(() -> Optional.ofNullable(world.database.operators.invoices.get(number))
                    .map(OperatorTables.InvoiceRow::invoice));
        }

        @Override
        public Mono<Invoice> open(MerchantId merchant, Money amount, String about, @Nullable Goods goods, String by) {
            return Mono.error(new IllegalStateException("Nobody opens invoices"));
        }

        @Override
        public Mono<Optional<Named>> find(TopUpCode code) {
            return Mono.just(Optional.empty());
        }

        @Override
        public Mono<TopUpCode> of(Named card) {
            return Mono.error(new IllegalStateException("Nobody asks for a card's code"));
        }

        @Override
        public Mono<CardSummary> ownedBy(CustomerId customer, CardId card) {
            return Mono.error(CardProblem.CARD_NOT_FOUND.because("no card"));
        }

        @Override
        public Mono<CardState> stateOf(CustomerId owner, CardId card) {
            return Mono.error(CardProblem.CARD_NOT_FOUND.because("no card"));
        }

        @Override
        public Mono<CardSummary> recipient(String pan) {
            return Mono.error(CardProblem.CARD_NOT_FOUND.because("no card"));
        }
    }

    /** The state has forbidden nothing. */
    private record Unmarked() implements Restrictions {

        /** Asks for nothing, so nobody writes it. */
        private record Nothing() implements Part {}

        @Override
        public Mono<Optional<Restriction>> of(List<Subject> subjects) {
            return Mono.just(Optional.empty());
        }

        @Override
        public Part unless(List<Subject> subjects) {
            return new Nothing();
        }
    }
}
