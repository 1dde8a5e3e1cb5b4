package gateway.operators.payme;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.operators.wire.RpcCall;

/** Whatever is sent as Payme is a message or says what is wrong with it, and its amount is more than nothing. */
public final class PaymeCallFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        var message = PaymeReader.read(RpcCall.read(input));
        if (message instanceof PaymeMessage.Create create) {
            Promises.same(true, create.amount().isPositive());
            Promises.same(true, create.account().text().length() <= 4_096);
        }
    }
}
