package gateway.operators.paynet;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.operators.wire.RpcCall;

/** Whatever is sent as Paynet is a message or says what is wrong with it, and its amount is more than nothing. */
public final class PaynetCallFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        if (PaynetReader.read(RpcCall.read(input), "1") instanceof PaynetMessage.Perform perform) {
            Promises.same(true, perform.amount().isPositive());
        }
    }
}
