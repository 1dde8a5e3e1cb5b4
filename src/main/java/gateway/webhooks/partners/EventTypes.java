package gateway.webhooks.partners;

import gateway.webhooks.WebhookProblem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an endpoint can ask for: single types, all of a group such as {@code payment.*}, or {@code *}. */
public final class EventTypes {

    /** What a partner cannot do without: how everything ended. */
    public static final List<String> USUAL = List.of(
            "payment.completed",
            "payment.declined",
            "payment.cancelled",
            "payment.reversed",
            "refund.refunded",
            "refund.declined",
            "invoice.paid",
            "invoice.returned",
            "arrival.completed",
            "arrival.failed",
            "endpoint.disabled");

    public static final Set<String> SINGLE = Stream.concat(
                    USUAL.stream(),
                    Stream.of(
                            "payment.action_required",
                            "payment.in_review",
                            "payment.debiting",
                            "payment.debit_unknown",
                            "payment.awaiting_payer",
                            "payment.withdrawing",
                            "payment.crediting",
                            "payment.credit_unknown",
                            "payment.reversing",
                            "payment.needs_operator",
                            "refund.refunding",
                            "refund.refund_unknown",
                            "refund.needs_operator"))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> GROUPS =
            Set.of("payment.*", "refund.*", "invoice.*", "arrival.*", "endpoint.*", "*");

    private EventTypes() {}

    /** Throws EVENT_TYPE_UNKNOWN. */
    public static List<String> check(List<String> wanted) {
        for (var type : wanted) {
            if (!SINGLE.contains(type) && !GROUPS.contains(type)) {
                throw WebhookProblem.EVENT_TYPE_UNKNOWN
                        .because("Ask for single types, payment.*, refund.*, invoice.*, arrival.*, endpoint.* or *")
                        .with("field", "types");
            }
        }
        return wanted.stream().distinct().toList();
    }
}
