package gateway.processors.payme;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.processors.Inquiry.Finding;
import gateway.processors.JsonRpc;
import gateway.processors.JsonRpc.Reply;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.LegRequest.Kind;
import gateway.processors.LegRequest.Payee;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import gateway.shared.ids.CardId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.UUID;

/** What Payme answers (JSON-RPC): a value whatever comes, and no good news without our receipt in it. */
public final class PaymeAnswerFuzz implements FuzzTarget {

    private static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    private static final String RECEIPT = "2e0b1bc1f1eb50d487ba268d";
    private static final Leg LEG = new Leg(
            new LegRequest(
                    ID, Kind.DEBIT, new Money(100_000, Asset.UZS), new CardId(ID), new Payee("Non", "5411"), null),
            new MessageIdentity(RECEIPT),
            RECEIPT);

    private final PaymeAnswers answers = new PaymeAnswers("order_id");

    @Override
    public void read(byte[] input) {
        var reply = JsonRpc.read(1, input);
        var paid = answers.paid(RECEIPT, reply);
        var finding = answers.debitFinding(LEG, reply);
        var refund = answers.refundFinding(LEG, reply);
        var reversal = answers.reversal(LEG, reply, reply);
        var refused = answers.refused(LEG, -31630, reply);
        var name = answers.name(LEG.request(), reply);

        boolean good = paid instanceof Outcome.Approved
                || finding instanceof Finding.Done
                || finding instanceof Finding.Undone
                || refund instanceof Finding.Done
                || reversal instanceof Reversal.Reversed
                || refused instanceof Outcome.Declined;
        if (good) {
            Promises.holds(
                    reply instanceof Reply.Answered && Promises.text(input).contains(RECEIPT),
                    "whatever is certain names the receipt");
        }
        Promises.holds(
                !PaymeAnswers.isNamed(name) || Promises.text(input).contains(ID.toString()),
                "a receipt is ours by our order");
    }
}
