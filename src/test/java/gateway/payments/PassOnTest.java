package gateway.payments;

import static gateway.payments.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.CardState;
import gateway.cards.CardSummary;
import gateway.cards.Cards;
import gateway.cards.Scheme;
import gateway.cards.UseCard;
import gateway.cards.UseCard.CardRefusal;
import gateway.limits.Limits;
import gateway.limits.Meter;
import gateway.limits.Meter.Reading;
import gateway.limits.Metered;
import gateway.limits.Use;
import gateway.payments.PassOn.Passed;
import gateway.payments.PassOn.Wish;
import gateway.payments.Payment.State;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Part;
import gateway.processors.DeclineReason;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.NotSent;
import gateway.processors.Outcome.Unknown;
import gateway.processors.Processor;
import gateway.processors.Reversal;
import gateway.processors.TestRails;
import gateway.routing.Candidate;
import gateway.routing.Routing;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import sandbox.simulation.Uncontrolled;

/** What came for a card is passed on once, whoever tries and how often, or never. */
class PassOnTest {

    private static final CustomerId OWNER = new CustomerId(Examples.IDS.next(3));
    private static final Wish WISH = new Wish(
            new PaymentId(Examples.IDS.next(3)), OWNER, new CardId(Examples.IDS.next(3)), new Money(700, Asset.UZS));
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final MemoryBooks books = new MemoryBooks();
    private final List<Leg> sent = new ArrayList<>();
    private Outcome rail = Examples.approved();
    private boolean room = true;
    private boolean forbidden;

    private final PassOn here = node();
    private final PassOn there = node();

    private static Passed now(Mono<Passed> work) {
        return work.blockOptional(Duration.ofSeconds(5)).orElseThrow();
    }

    @Test
    void isMadeOnceAndNeitherPricedNorCounted() {
        assertThat(now(here.passOn(WISH))).isEqualTo(Passed.ARRIVED);
        assertThat(now(there.passOn(WISH))).isEqualTo(Passed.ARRIVED);

        assertThat(sent).singleElement().satisfies(it -> {
            assertThat(it.request().kind()).isEqualTo(LegRequest.Kind.CREDIT);
            assertThat(it.request().amount()).isEqualTo(WISH.amount());
        });
        var payment = books.payment(WISH.payment()).orElseThrow();
        assertThat(payment.customer()).isEqualTo(OWNER);
        assertThat(payment.source()).isEqualTo(new Payment.Source.OwnWallet());
        assertThat(payment.fees()).isEqualTo(PaymentFees.NONE);
        assertThat(books.first()).contains(new UseCard(WISH.card(), OWNER));
    }

    @Test
    void anOpenOutcomeIsUnderWayForEverybody() {
        rail = new Unknown("silence");

        assertThat(now(here.passOn(WISH))).isEqualTo(Passed.UNDER_WAY);
        assertThat(now(there.passOn(WISH))).isEqualTo(Passed.UNDER_WAY);
        assertThat(now(there.giveUp(WISH))).isEqualTo(Passed.UNDER_WAY);
        assertThat(sent).hasSize(1);
    }

    @Test
    void whatTheCardDeclinesStays() {
        rail = new Declined(DeclineReason.DO_NOT_HONOUR, "05");

        assertThat(now(here.passOn(WISH))).isEqualTo(Passed.STAYED);
        assertThat(now(there.passOn(WISH))).isEqualTo(Passed.STAYED);
        assertThat(sent).hasSize(1);
    }

    /** As it ends when a node dies between its beginning and its rail: another payment, and no other, may follow. */
    @Test
    void whatDidNotReachTheCardIsToldApartFromWhatItDeclines() {
        rail = new NotSent("the line is down");

        assertThat(now(here.passOn(WISH))).isEqualTo(Passed.UNDELIVERED);
        rail = new Approved("1", null);
        assertThat(now(there.passOn(WISH))).isEqualTo(Passed.UNDELIVERED);
        assertThat(sent).hasSize(1);

        assertThat(now(there.giveUp(WISH))).as("nobody tries again then").isEqualTo(Passed.STAYED);
    }

    /** A node that is about to make it must not, once another has said that it stays. */
    @Test
    void whatTheBooksRefusedIsNeverMadeLater() {
        books.refuse(UseCard.class, CardRefusal.FROZEN);
        assertThat(now(here.passOn(WISH))).isEqualTo(Passed.STAYED);

        books.refuseNothing();
        assertThat(now(there.passOn(WISH))).isEqualTo(Passed.STAYED);
        assertThat(sent).isEmpty();
        assertThat(books.payment(WISH.payment())).isEmpty();
    }

    /** The other node's hold is why there is nothing left: what it made counts. */
    @Test
    void whoeverIsRefusedBecauseAnotherMadeItHearsOfThat() {
        rail = new Unknown("silence");
        books.before(UseCard.class, () -> {
            now(there.passOn(WISH));
            books.refuse(UseCard.class, CardRefusal.FROZEN);
        });

        assertThat(now(here.passOn(WISH))).isEqualTo(Passed.UNDER_WAY);
        assertThat(sent).hasSize(1);
    }

    @Test
    void whatIsGivenUpIsNeverMadeLater() {
        assertThat(now(here.giveUp(WISH))).isEqualTo(Passed.STAYED);
        assertThat(now(there.giveUp(WISH))).isEqualTo(Passed.STAYED);
        assertThat(now(there.passOn(WISH))).isEqualTo(Passed.STAYED);
        assertThat(sent).isEmpty();
    }

    @Test
    void whatWasMadeIsNotGivenUp() {
        now(here.passOn(WISH));

        assertThat(now(there.giveUp(WISH))).isEqualTo(Passed.ARRIVED);
    }

    /** Wherever its payment has come to, and whoever brought it there: nothing but a completed one has arrived. */
    @ParameterizedTest
    @MethodSource("gateway.payments.Examples#everyState")
    void everyStateSaysWhereTheMoneyIs(State state) {
        rail = new Unknown("silence");
        now(here.passOn(WISH));
        var next = books.payment(WISH.payment()).orElseThrow().in(state);
        assertThat(books.commit(new Entry(next.shard(), Priority.COMPLETION, List.of(new WritePayment(next, null))))
                        .block())
                .isEqualTo(Decision.COMMITTED);

        var where = switch (state) {
            case State.Completed _ -> Passed.ARRIVED;
            case State.Declined _, State.Reversed _, State.Cancelled _ -> Passed.STAYED;
            case State.NeedsOperator _ -> Passed.UNCLEAR;
            default -> Passed.UNDER_WAY;
        };
        assertThat(now(there.passOn(WISH))).isEqualTo(where);
        assertThat(now(there.giveUp(WISH))).isEqualTo(where);
        assertThat(sent).hasSize(1);
    }

    @Test
    void withoutARailNothingIsMadeAndItMayBeTriedAgain() {
        room = false;
        assertThat(now(here.passOn(WISH))).isEqualTo(Passed.NOT_NOW);
        assertThat(books.first()).isEmpty();

        room = true;
        assertThat(now(there.passOn(WISH))).isEqualTo(Passed.ARRIVED);
    }

    @Test
    void whomTheBankStopsKeepsItInTheWallet() {
        forbidden = true;

        assertThat(now(here.passOn(WISH))).isEqualTo(Passed.STAYED);
        assertThat(sent).isEmpty();
    }

    private PassOn node() {
        var processors = TestRails.guarded(new OneRail());
        Routing routing = question -> room
                ? processors.serving(question.scheme()).stream()
                        .map(it -> new Candidate(it, "the only one"))
                        .toList()
                : List.of();
        var second = Duration.ofSeconds(1);
        var settings = new PaymentSettings(
                0, true, second, Duration.ofHours(1), second, second, second, 1, second, second, 8, "OQIM", "6012");
        var registry = new SimpleMeterRegistry();
        Controls controls = new Uncontrolled() {
            @Override
            public boolean forbids(Payment payment) {
                return forbidden;
            }
        };
        var journal = Journals.over(books, settings, new Uncounted(), controls, registry, CLOCK);
        var rails = new Rails(routing, processors, settings);
        return new PassOnFromWallet(
                books,
                journal,
                new Answers(new PaymentRenderer(), books, books),
                new PaymentRun(rails, journal, settings, CLOCK),
                new PaymentsInFlight(settings, registry),
                controls,
                new PassOnDrafts(
                        new Parties(new OneCard(), id -> Mono.empty(), new Nobody(), settings),
                        rails,
                        settings,
                        CLOCK));
    }

    /** Its money was counted when it came. */
    private static final class Uncounted implements Limits {

        @Override
        public boolean goByTier() {
            return false;
        }

        @Override
        public Optional<Part> take(Use use, List<Metered> metered) {
            throw new AssertionError("Counted twice");
        }

        @Override
        public Mono<List<Reading>> read(CustomerId customer, List<Meter> meters) {
            return Mono.error(new AssertionError("Priced twice"));
        }

        @Override
        public Mono<Part> giveBack(PaymentId payment) {
            return Mono.empty();
        }

        @Override
        public Mono<Part> arrived(PaymentId payment) {
            return Mono.empty();
        }

        @Override
        public Mono<Part> giveBackRefunded(PaymentId payment, Money refunded) {
            return Mono.empty();
        }
    }

    /** Nobody is looked up. */
    private static final class Nobody implements gateway.customers.Customers {

        @Override
        public Mono<Optional<gateway.customers.Customer>> byPhone(String phone) {
            return Mono.error(new AssertionError("Nobody asks for this"));
        }

        @Override
        public Mono<gateway.customers.Customer> find(CustomerId id) {
            return Mono.error(new AssertionError("Nobody asks for this"));
        }
    }

    /** The owner's card. */
    private static final class OneCard implements Cards {

        @Override
        public Mono<CardSummary> ownedBy(CustomerId customer, CardId card) {
            return Mono.just(new CardSummary(card, customer, Scheme.HUMO, "986001******0025"));
        }

        @Override
        public Mono<CardState> stateOf(CustomerId owner, CardId card) {
            return Mono.error(new AssertionError("The entry that makes it looks"));
        }

        @Override
        public Mono<CardSummary> recipient(String pan) {
            return Mono.error(new AssertionError("Nobody asks for this"));
        }
    }

    /** Answers as the test wants, and remembers what it was asked. */
    private final class OneRail implements Processor {

        @Override
        public String name() {
            return "humo";
        }

        @Override
        public Scheme scheme() {
            return Scheme.HUMO;
        }

        @Override
        public Mono<MessageIdentity> identify(LegRequest request) {
            return Mono.just(new MessageIdentity("ref-1"));
        }

        @Override
        public Mono<Outcome> send(Leg leg) {
            return Mono.fromSupplier(() -> {
                sent.add(leg);
                return rail;
            });
        }

        @Override
        public Mono<Reversal> reverse(Leg leg, int attempt) {
            return Mono.error(new AssertionError("Nothing to reverse"));
        }
    }
}
