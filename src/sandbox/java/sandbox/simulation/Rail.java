package sandbox.simulation;

import gateway.cards.Scheme;
import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The model of a rail's own side: books that survive every crash of ours, and never execute one message twice. */
final class Rail {

    final String name;
    final Scheme scheme;
    final Map<String, Entry> books = new LinkedHashMap<>();
    private final Sights sights;
    private final Agenda agenda;

    Rail(String name, Scheme scheme, Sights sights, Agenda agenda) {
        this.name = name;
        this.scheme = scheme;
        this.sights = sights;
        this.agenda = agenda;
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

    Finding find(Leg leg) {
        var known = books.get(leg.identity().value());
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

    Reversal undo(Leg leg) {
        var identity = leg.identity().value();
        var known = books.get(identity);
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
