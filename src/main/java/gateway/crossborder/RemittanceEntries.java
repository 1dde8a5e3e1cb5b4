package gateway.crossborder;

import gateway.crossborder.Remittance.State;
import gateway.crossborder.RemittanceStep.Contradiction;
import gateway.crossborder.RemittanceStep.Moved;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.Purpose;
import gateway.payments.PaidFor.Together;
import gateway.platform.journal.Announce;
import gateway.platform.journal.Part;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** What stands in a journal entry that moves a remittance: its row, transfers, liquidity and event. Pure. */
final class RemittanceEntries {

    /** Where the derived ids of events begin, after those of transfers. */
    private static final int EVENTS = 0x1000;

    private static final ObjectWriter JSON = JsonMapper.builder().build().writerFor(RemittanceView.class);

    private RemittanceEntries() {}

    static Together of(Remittance before, Moved step, List<Part> more, Instant now) {
        var next = step.next();
        var parts = new ArrayList<Part>();
        parts.add(new WriteRemittance(next, NextLook.at(next, now)));
        var freed = freed(before, step);
        if (freed.isPositive()) {
            parts.add(new TakeLiquidity(
                    next.correspondent(), Money.zero(freed.asset()).minus(freed), null));
        }
        parts.addAll(more);
        return new Together(step.transfers(), parts, List.of(event(next)));
    }

    /** Nothing has happened to the money, and people have to look. */
    static Together of(Contradiction step, Instant now) {
        var next = step.next();
        return new Together(
                List.of(), List.of(new WriteRemittance(next, NextLook.at(next, now))), List.of(event(next)));
    }

    // What never left, and what was exchanged back, can be sent to somebody else. While its payment is under way it
    // may leave yet, whatever people say of it.
    private static Money freed(Remittance before, Moved step) {
        var sent = before.quote().sums().received();
        if (before.state() instanceof State.AwaitingPayment) {
            return switch (step.next().state()) {
                case State.NotPaid _, State.GivingBack _ -> sent;
                case State.AwaitingPayment _, State.Sent _, State.Accepted _, State.Delivered _, State.GivenBack _ ->
                    Money.zero(sent.asset());
            };
        }
        return step.transfers().stream()
                .map(transfer -> exchangedBack(transfer, sent))
                .reduce(Money.zero(sent.asset()), Money::plus);
    }

    private static Money exchangedBack(Transfer transfer, Money sent) {
        return transfer instanceof Direct it
                        && it.purpose() == Purpose.EXCHANGE_RETURN
                        && it.amount().asset().equals(sent.asset())
                ? it.amount()
                : Money.zero(sent.asset());
    }

    static Announce.Event event(Remittance it) {
        return new Announce.Event(
                TimeOrderedIds.derive(it.id().value(), EVENTS + it.version()),
                it.id().value(),
                it.version(),
                "remittance." + RemittanceView.statusOf(it.state()),
                new String(JSON.writeValueAsBytes(RemittanceView.of(it)), StandardCharsets.UTF_8),
                it.quote().customer().value());
    }
}
