package gateway.payments;

import gateway.payments.ReplayJudgements.Again;
import gateway.payments.ReplayJudgements.Both;
import gateway.payments.decisions.RecordDecision;
import gateway.rulebook.Judgement;
import gateway.rulebook.Operation;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Whether a device would have had to wait, by another policy. Since when it was known stands in a refusal, and follows
 * from its id where limits were asked for it. What was refused for another reason before limits were asked is left out:
 * it stays refused.
 */
public final class NewDevicesAgain implements Again {

    private static final String DEVICE = "device";
    private static final String LIMITS = "limits";
    private static final String ALLOWED = "allowed";

    private final Waits waits;

    public NewDevicesAgain(Waits waits) {
        this.waits = waits;
    }

    /** How long a device has to wait, as another policy has it; pure. */
    @FunctionalInterface
    public interface Waits {

        /** Until when; empty where the operation need not wait. */
        Optional<Instant> until(Instant knownSince, Operation operation);
    }

    @Override
    public Optional<Both> judge(RecordDecision decision) {
        return decision.judgements().stream()
                .filter(NewDevicesAgain::tellsTheDevice)
                .findFirst()
                .map(judgement -> both(decision, judgement));
    }

    private static boolean tellsTheDevice(Judgement it) {
        return it.check().equals(DEVICE)
                || (it.check().equals(LIMITS) && it.inputs().containsKey(DEVICE));
    }

    private Both both(RecordDecision decision, Judgement judgement) {
        var inputs = judgement.inputs();
        boolean refused = judgement.check().equals(DEVICE);
        var since = refused
                ? Instant.parse(value(inputs, "device-since"))
                : TimeOrderedIds.timeOf(UUID.fromString(value(inputs, DEVICE)));
        var now = waits.until(since, operation(value(inputs, "operation"))).filter(decision.at()::isBefore);
        return new Both(
                refused ? waiting(Instant.parse(value(inputs, "until"))) : ALLOWED,
                now.map(NewDevicesAgain::waiting).orElse(ALLOWED));
    }

    private static String waiting(Instant until) {
        return "waits until " + until;
    }

    private static String value(SortedMap<String, String> inputs, String name) {
        return Objects.requireNonNull(inputs.get(name), name);
    }

    private static Operation operation(String code) {
        return Stream.of(Operation.values())
                .filter(it -> it.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
