package gateway.processors.uzcard;

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

/** What SVGate answers (JSON-RPC): a value whatever comes, and no good news without our name in it. */
public final class UzcardAnswerFuzz implements FuzzTarget {

    private static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    private static final String TRAN = "48DC0000000000000000000000000001";
    private static final Leg LEG = new Leg(
            new LegRequest(
                    ID, Kind.DEBIT, new Money(100_000, Asset.UZS), new CardId(ID), new Payee("Non", "5411"), null),
            new MessageIdentity(ID.toString()),
            null);

    @Override
    public void read(byte[] input) {
        var reply = JsonRpc.read(1, input);
        var outcome = UzcardAnswers.outcome(LEG, reply);
        var finding = UzcardAnswers.finding(LEG, reply);
        var reversal = UzcardAnswers.reversal(LEG, TRAN, reply);
        var refund = UzcardAnswers.fullRefundFinding(LEG, reply);
        Promises.holds(refund != null, "every answer means something");

        var text = Promises.text(input);
        if (outcome instanceof Outcome.Approved || finding instanceof Finding.Done) {
            Promises.holds(reply instanceof Reply.Answered && text.contains("OK"), "approvals are answers");
        }
        if (reversal instanceof Reversal.Reversed && reply instanceof Reply.Answered) {
            Promises.holds(text.contains("ROK"), "reversals are answers");
        }
    }
}
