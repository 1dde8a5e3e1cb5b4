package gateway.processors.humo;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** What PaymentServer answers (SOAP): a value whatever comes, and good news only with a good status. */
public final class HumoAnswerFuzz implements FuzzTarget {

    private static final int OK = 200;
    private static final int BROKEN = 500;

    @Override
    public void read(byte[] input) {
        var answer = HumoAnswerReader.read(OK, input);
        var withFault = HumoAnswerReader.read(BROKEN, input);
        Promises.holds(
                withFault instanceof HumoMessage.Fault || withFault instanceof HumoMessage.NoAnswer,
                "nothing good comes with a bad status");
        switch (answer) {
            case HumoMessage.PaymentState it ->
                Promises.holds(
                        it.amount() >= 0
                                && !it.paymentId().isEmpty()
                                && !it.ref().isEmpty(),
                        "a payment has names");
            case HumoMessage.Status it -> Promises.holds(!it.ref().isEmpty(), "a status has a name");
            case HumoMessage.Fault(var code) -> Promises.holds(code.matches("-?[0-9]{1,6}"), "a fault has a code");
            case HumoMessage.NoAnswer(var why) -> Promises.holds(why.length() < 100, "reasons do not quote answers");
            case HumoMessage.CancelHeard _, HumoMessage.ReturnHeard _ -> {}
            case HumoMessage.NotDelivered _ -> throw new AssertionError("bytes that came were delivered");
        }
    }
}
