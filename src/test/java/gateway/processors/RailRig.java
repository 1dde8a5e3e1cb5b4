package gateway.processors;

import gateway.cards.CardDetails;
import gateway.cards.CardVault;
import gateway.cards.Pan;
import gateway.cards.Scheme;
import gateway.processors.Inquiry.Finding;
import gateway.processors.LegRequest.Kind;
import gateway.processors.LegRequest.Payee;
import gateway.processors.LegRequest.Purse;
import gateway.shared.ids.CardId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import sandbox.Counterparty;
import sandbox.books.BookEntry;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;

/** A rail and the sandbox's other side of it, wired over a real socket. */
public abstract class RailRig<R extends Processor & Inquiry> implements AutoCloseable {

    public static final Duration PATIENCE = Duration.ofSeconds(20);
    public static final YearMonth EXPIRY = YearMonth.of(2031, 12);

    private final Map<CardId, CardDetails> cards = new HashMap<>();

    public abstract R rail();

    public abstract Counterparty host();

    /** A debit that nothing is wrong with, as it is stored before it is sent. */
    public abstract Leg debit(long minor);

    public static <T> T now(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE));
    }

    public static Pan pan(String digits) {
        return Pan.parse(digits).orElseThrow();
    }

    protected final CardVault vault() {
        return card -> Mono.justOrEmpty(cards.get(card));
    }

    protected final CardId keep(Scheme scheme, String number, @Nullable YearMonth expiry, @Nullable String token) {
        var id = new CardId(UUID.randomUUID());
        cards.put(id, new CardDetails(id, scheme, pan(number), expiry, token));
        return id;
    }

    public final Leg debit(CardId card, long minor) {
        return leg(Kind.DEBIT, new Purse.OnCard(card), minor, null);
    }

    public final Leg credit(CardId card, long minor) {
        return leg(Kind.CREDIT, new Purse.OnCard(card), minor, null);
    }

    public Leg refund(Leg original, long minor) {
        return leg(Kind.REFUND, original.request().purse(), minor, original);
    }

    public final Leg leg(Kind kind, Purse purse, long minor, @Nullable Leg original) {
        var request = request(kind, purse, minor, original);
        return new Leg(request, now(rail().identify(request)), null);
    }

    public static LegRequest request(Kind kind, Purse purse, long minor, @Nullable Leg original) {
        return new LegRequest(
                UUID.randomUUID(),
                kind,
                new Money(minor, Asset.UZS),
                purse,
                new Payee("Non va choy", "5411"),
                original);
    }

    public final Outcome send(Leg leg) {
        return now(rail().send(leg));
    }

    public final Finding inquire(Leg leg) {
        return now(rail().inquire(leg));
    }

    /** As the schedule of checks does: a connection that broke is no answer yet. */
    public final Finding inquireUntilClear(Leg leg) {
        return now(rail().inquire(leg)
                .filter(finding -> !(finding instanceof Finding.Unclear))
                .repeatWhenEmpty(20, tries -> tries.delayElements(Duration.ofMillis(50))));
    }

    public final Reversal reverse(Leg leg) {
        return now(rail().reverse(leg, 1));
    }

    /** The leg as it is stored after it was approved. */
    public final Leg approved(Leg leg) {
        return new Leg(leg.request(), leg.identity(), ((Outcome.Approved) send(leg)).railReference());
    }

    /** What the other side's books have under the leg's name. */
    public List<String> kindsUnder(Leg leg) {
        return entriesUnder(leg.identity().value()).stream()
                .map(BookEntry::kind)
                .toList();
    }

    public final List<BookEntry> entriesUnder(String name) {
        return host().books().orElseThrow().under(name);
    }

    public final void always(Fault onRecovery) {
        host().faults().set(new Plan(1, Map.of(), Map.of(onRecovery, 1.0)));
    }

    public final void never() {
        host().faults().set(Plan.NONE);
    }

    @Override
    public abstract void close();
}
