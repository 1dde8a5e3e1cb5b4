package gateway.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.issuing.NetworkMessage.Circumstances;
import gateway.issuing.NetworkMessage.Kind;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.shared.EveryOrder;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The network's messages about one purchase, in every order: what is cleared is taken once, and what is undone is not
 * taken at all. A message that comes again under its own key never reaches the rules; one that comes under another
 * does. Each comes on a day of its own, and no day has back what another had counted.
 */
class MessagesInAnyOrderTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final Instant UNTIL = NOW.plus(Duration.ofDays(30));
    private static final UUID OWNER = UUID.fromString("01900000-0000-7000-8000-00000000aa00");
    private static final UUID FRESH = UUID.fromString("01900000-0000-7000-8000-00000000bb00");
    private static final long PRICE = 1_000;
    private static final IssuedCard CARD = IssuingFakes.active(OWNER, NOW);

    /** The purchase as it is here, and what the wallet has of it. */
    private static final class Told {

        private final Map<TransferId, Long> held = new HashMap<>();
        private final Set<TransferId> posted = new HashSet<>();
        private @Nullable Authorisation known;
        private final Map<Instant, Long> counted = new HashMap<>();
        private Instant now = NOW;
        private long taken;

        Told hear(List<Kind> messages) {
            messages.forEach(this::hear);
            return this;
        }

        private void hear(Kind kind) {
            now = now.plus(Duration.ofDays(1));
            var plan = plan(kind, known, now);
            plan.transfers().forEach(this::post);
            plan.spends().forEach(it -> counted.merge(it.at(), it.amount(), Math::addExact));
            assertThat(counted.values()).allMatch(it -> it >= 0);
            if (plan.change() != null) {
                assertThat(plan.change().version()).isEqualTo(known == null ? 1 : known.version() + 1);
                known = plan.change();
            }
            assertThat(held.size()).as("holds of one purchase").isLessThan(2);
            assertThat(heldTooMuch()).isZero();
        }

        Map<Instant, Long> counts() {
            return counted.entrySet().stream()
                    .filter(it -> it.getValue() != 0)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        // Whatever is held while the purchase is open is what was approved.
        private long heldTooMuch() {
            long sum = held.values().stream().mapToLong(it -> it).sum();
            return known != null && known.state() == Authorisation.State.APPROVED
                    ? sum - known.amount().minor()
                    : sum;
        }

        private void post(Transfer transfer) {
            assertThat(posted.add(transfer.id())).as("%s twice", transfer).isTrue();
            switch (transfer) {
                case Pending it -> held.put(it.id(), it.amount().minor());
                case Release it -> assertThat(held.remove(it.pending())).isNotNull();
                case Post it -> {
                    assertThat(held.remove(it.pending()))
                            .isGreaterThanOrEqualTo(it.amount().minor());
                    taken += it.amount().minor();
                }
                case Direct it -> taken += it.amount().minor();
            }
        }
    }

    static Stream<List<Kind>> undone() {
        return Stream.of(
                        List.of(Kind.AUTHORISATION, Kind.AUTHORISATION, Kind.INCREMENT, Kind.REVERSAL, Kind.REVERSAL),
                        List.of(Kind.AUTHORISATION, Kind.ADVICE, Kind.ADVICE, Kind.REVERSAL, Kind.INCREMENT),
                        List.of(Kind.AUTHORISATION, Kind.ADVICE, Kind.INCREMENT, Kind.REVERSAL))
                .flatMap(it -> EveryOrder.of(it).stream());
    }

    static Stream<List<Kind>> cleared() {
        return Stream.of(
                        List.of(Kind.AUTHORISATION, Kind.ADVICE, Kind.INCREMENT, Kind.REVERSAL, Kind.CLEARING),
                        List.of(Kind.AUTHORISATION, Kind.AUTHORISATION, Kind.INCREMENT, Kind.INCREMENT, Kind.CLEARING),
                        List.of(Kind.AUTHORISATION, Kind.REVERSAL, Kind.REVERSAL, Kind.ADVICE, Kind.CLEARING))
                .flatMap(it -> EveryOrder.of(it).stream());
    }

    @ParameterizedTest
    @MethodSource("undone")
    void whatIsUndoneInAnyOrderTakesAndHoldsNothing(List<Kind> messages) {
        var told = new Told().hear(messages);

        assertThat(told.known).isNotNull();
        assertThat(told.known.state()).isIn(Authorisation.State.REVERSED, Authorisation.State.FORESTALLED);
        assertThat(told.held).isEmpty();
        assertThat(told.taken).isZero();
        assertThat(told.counted.values()).as("against the card's limits").allMatch(it -> it == 0);
    }

    @ParameterizedTest
    @MethodSource("cleared")
    void whatIsClearedInAnyOrderIsTakenOnce(List<Kind> messages) {
        var told = new Told().hear(messages);

        assertThat(told.known).isNotNull();
        assertThat(told.known.state()).isEqualTo(Authorisation.State.CLEARED);
        assertThat(told.held).isEmpty();
        assertThat(told.taken).isEqualTo(PRICE);
        assertThat(told.counted.values().stream().mapToLong(it -> it).sum())
                .as("against the card's limits")
                .isEqualTo(PRICE);
        assertThat(stands(told.known))
                .as("what a window that is set now begins with")
                .isEqualTo(told.counts());
    }

    private static Map<Instant, Long> stands(Authorisation it) {
        return it.counting().leaving(it.cleared()).steps().stream()
                .collect(Collectors.toMap(CountedSteps.Step::at, CountedSteps.Step::amount));
    }

    private static MessagePlan plan(Kind kind, @Nullable Authorisation known, Instant now) {
        var message = new NetworkMessage(
                kind,
                "key",
                new byte[0],
                IssuingFakes.pan("400001991234567"),
                "t1",
                new Money(kind == Kind.INCREMENT ? PRICE / 2 : PRICE, Asset.UZS),
                null,
                true,
                false,
                null,
                null,
                new Circumstances(Channel.POS, "5411", "400001/SHOP", "UZ", null),
                (_, _) -> new byte[0]);
        return MessageRules.plan(new Situation(
                message, CARD, message.purchase(HolderSecrets.NONE, false, now), known, FRESH, false, null, UNTIL));
    }
}
