package gateway.operators;

import gateway.cards.CardProblem;
import gateway.cards.CardState;
import gateway.cards.CardSummary;
import gateway.cards.Cards;
import gateway.cards.Scheme;
import gateway.cards.UseCard;
import gateway.cards.UseCard.CardRefusal;
import gateway.ledger.PostTransfers;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.ledger.TransferRefusal;
import gateway.payments.PassOn;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Linked cards in memory, and rails that say of each card what a test wants. */
@Configuration(proxyBeanMethods = false)
class WatchedCards {

    /** What whoever passes money on to that card hears; a card that is not here gets it. */
    static final Map<CardId, Mono<PassOn.Passed>> RAILS = new ConcurrentHashMap<>();

    /** Everything that was to be passed on, once for each time. */
    static final Queue<PassOn.Wish> WISHES = new ConcurrentLinkedQueue<>();

    private static final Map<CardId, CustomerId> OWNERS = new ConcurrentHashMap<>();
    private static final Map<CardId, CardState> STATES = new ConcurrentHashMap<>();
    private static final Map<CardId, Scheme> SCHEMES = new ConcurrentHashMap<>();

    static CardId link(CustomerId owner, TimeOrderedIds ids) {
        return link(owner, ids, Scheme.UZCARD);
    }

    static CardId link(CustomerId owner, TimeOrderedIds ids, Scheme scheme) {
        var card = new CardId(ids.next(owner.shard()));
        OWNERS.put(card, owner);
        SCHEMES.put(card, scheme);
        put(card, CardState.LINKED);
        return card;
    }

    static void put(CardId card, CardState state) {
        STATES.put(card, state);
    }

    /** The payments that were to be made for that card. */
    static List<PaymentId> payments(CardId card) {
        return WISHES.stream()
                .filter(it -> it.card().equals(card))
                .map(PassOn.Wish::payment)
                .distinct()
                .toList();
    }

    @Bean
    Cards cards() {
        return new Cards() {

            @Override
            public Mono<CardSummary> ownedBy(CustomerId customer, CardId card) {
                return customer.equals(OWNERS.get(card))
                        ? Mono.just(new CardSummary(
                                card, customer, Objects.requireNonNull(SCHEMES.get(card)), "860049******0000"))
                        : Mono.error(CardProblem.CARD_NOT_FOUND.because("nobody's"));
            }

            @Override
            public Mono<CardState> stateOf(CustomerId owner, CardId card) {
                return Mono.fromSupplier(() -> Objects.requireNonNull(STATES.get(card)));
            }

            @Override
            public Mono<CardSummary> recipient(String pan) {
                return Mono.error(new AssertionError("Nobody asks for this"));
            }
        };
    }

    @Bean
    PassOn passOn(Journal journal) {
        return new PassOn() {

            @Override
            public Mono<Passed> passOn(Wish wish) {
                WISHES.add(wish);
                return RAILS.getOrDefault(wish.card(), Mono.just(Passed.ARRIVED))
                        .flatMap(it -> it == Passed.ARRIVED ? leave(wish) : Mono.just(it));
            }

            // However often: the same transfer is made once. Who has spent it meanwhile has nothing to be passed on.
            private Mono<Passed> leave(Wish wish) {
                var asset = wish.amount().asset();
                int shard = wish.owner().shard();
                var transfer = new Direct(
                        new TransferId(TimeOrderedIds.derive(wish.payment().value(), 1)),
                        AccountId.of(wish.owner().value(), asset),
                        SystemAccounts.transit(asset, shard),
                        wish.amount(),
                        Purpose.PAYMENT,
                        wish.payment().value());
                return journal.commit(
                                new Entry(shard, Priority.COMPLETION, List.of(new PostTransfers(List.of(transfer)))))
                        .map(decision -> decision instanceof Decision.Refused(TransferRefusal no)
                                        && no.reason() == TransferRefusal.Reason.INSUFFICIENT_FUNDS
                                ? Passed.STAYED
                                : Passed.ARRIVED);
            }

            @Override
            public Mono<Passed> giveUp(Wish wish) {
                return RAILS.getOrDefault(wish.card(), Mono.just(Passed.ARRIVED))
                        .map(it -> it == Passed.NOT_NOW ? Passed.STAYED : it);
            }
        };
    }

    @Bean
    PartWriter<UseCard> useCardWriter() {
        return new UseCards();
    }

    /** Looks into memory while a batch is decided. */
    private static final class UseCards implements PartWriter<UseCard> {

        @Override
        public Class<UseCard> kind() {
            return UseCard.class;
        }

        @Override
        public int order() {
            return 20;
        }

        @Override
        public List<Read> reads() {
            return List.of();
        }

        @Override
        public List<String> writes() {
            return List.of();
        }

        @Override
        public Batch<UseCard> open(List<UseCard> parts) {
            return new Batch<>() {

                @Override
                public List<List<Object>> asks() {
                    return List.of();
                }

                @Override
                public void found(int read, FoundRow row) {
                    throw new AssertionError("Nothing was asked");
                }

                @Override
                public @Nullable Refusal check(UseCard part) {
                    return switch (Objects.requireNonNull(STATES.get(part.card()))) {
                        case LINKED -> null;
                        case FROZEN -> CardRefusal.FROZEN;
                        case UNLINKED, RECIPIENT -> CardRefusal.UNLINKED;
                    };
                }

                @Override
                public void apply(UseCard part) {
                    // Looking changes nothing.
                }

                @Override
                public List<Rows> rows() {
                    return List.of();
                }
            };
        }
    }
}
