package sandbox.simulation;

import gateway.cards.Scheme;
import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.LegRequest.Purse;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The model of a rail's own side: books that survive every crash of ours, and never execute one message twice. */
final class Rail {

    final String name;
    final Scheme scheme;
    final Map<String, Entry> books = new LinkedHashMap<>();
    private final Set<UUID> refused = new HashSet<>();
    private final Sights sights;
    private final Agenda agenda;
    private final Payers payers;

    private Rail(String name, Scheme scheme, Sights sights, Agenda agenda, Payers payers) {
        this.name = name;
        this.scheme = scheme;
        this.sights = sights;
        this.agenda = agenda;
        this.payers = payers;
    }

    /** The rails of cards first, then the one of bills. */
    static List<Rail> all(Sights sights, Agenda agenda, Payers payers) {
        return List.of(
                new Rail("humo", Scheme.HUMO, sights, agenda, payers),
                new Rail("uzcard", Scheme.UZCARD, sights, agenda, payers),
                new Rail("uzcard-2", Scheme.UZCARD, sights, agenda, payers),
                new Rail("visa", Scheme.VISA, sights, agenda, payers),
                new Rail("click", Scheme.CLICK, sights, agenda, payers));
    }

    /** What a message became. */
    enum Became {
        DONE,
        DECLINED,
        UNDONE
    }

    /** One message in the rail's books; without a request when it was undone before it came. */
    record Entry(@Nullable UUID request, LegRequest.Kind kind, long amount, Became became) {}

    /** The message arrives. */
    Outcome arrive(Leg leg, boolean decline) {
        var identity = leg.identity().value();
        var known = books.get(identity);
        if (known == null && isBill(leg) && (!decline || payers.standsThoughRefused())) {
            var shown = payers.shown(this, leg);
            return decline ? new Outcome.Declined(DeclineReason.DO_NOT_HONOUR, "05") : shown;
        }
        if (known == null) {
            known = new Entry(
                    leg.request().id(),
                    leg.request().kind(),
                    leg.request().amount().minor(),
                    decline ? Became.DECLINED : Became.DONE);
            books.put(identity, known);
            agenda.say(name + " " + leg.request().kind() + " " + identity + " " + known.became());
            sights.see(decline ? Sight.DECLINED : Sight.APPROVED);
        } else if (known.became() == Became.UNDONE) {
            sights.see(Sight.MESSAGE_ARRIVED_AFTER_ITS_REVERSAL);
        }
        return switch (known.became()) {
            case DONE -> new Outcome.Approved("R" + identity, null);
            case DECLINED -> new Outcome.Declined(DeclineReason.DO_NOT_HONOUR, "05");
            case UNDONE -> new Outcome.Declined(DeclineReason.DUPLICATE, "94");
        };
    }

    /** Somebody pays a bill, which nobody can take back. */
    void pay(Leg leg) {
        sights.see(Sight.APPROVED);
        books.putIfAbsent(
                leg.identity().value(),
                new Entry(
                        leg.request().id(),
                        leg.request().kind(),
                        leg.request().amount().minor(),
                        Became.DONE));
    }

    private static boolean isBill(Leg leg) {
        return leg.request().purse() instanceof Purse.ByBill && leg.request().kind() == LegRequest.Kind.DEBIT;
    }

    Finding find(Leg leg) {
        var known = books.get(leg.identity().value());
        if (known == null && payers.threwAway(leg)) {
            return new Finding.Refused(new Outcome.Declined(DeclineReason.NOT_PAID, "-99"));
        }
        if (known == null) {
            sights.see(Sight.ENQUIRY_BEFORE_ARRIVAL);
            return new Finding.NotFound();
        }
        return switch (known.became()) {
            case DONE ->
                new Finding.Done(new Outcome.Approved("R" + leg.identity().value(), null));
            case DECLINED -> new Finding.Refused(new Outcome.Declined(DeclineReason.DO_NOT_HONOUR, "05"));
            case UNDONE -> new Finding.Undone();
        };
    }

    /** It stays as it is, and remembers that it was asked. */
    Reversal refuseToUndo(Leg leg) {
        refused.add(leg.request().id());
        return new Reversal.Refused("12");
    }

    /** Whether it was asked to take any of them back, and would not. */
    boolean refusedToUndo(Set<UUID> requests) {
        return requests.stream().anyMatch(refused::contains);
    }

    Reversal undo(Leg leg) {
        var identity = leg.identity().value();
        var known = books.get(identity);
        if (known == null && isBill(leg)) {
            return new Reversal.Unclear("nobody can take a bill back");
        }
        if (known == null || known.became() != Became.DECLINED) {
            var request = leg.request();
            books.put(
                    identity,
                    new Entry(request.id(), request.kind(), request.amount().minor(), Became.UNDONE));
            agenda.say(name + " reversal " + identity);
        }
        return new Reversal.Reversed("00");
    }
}
