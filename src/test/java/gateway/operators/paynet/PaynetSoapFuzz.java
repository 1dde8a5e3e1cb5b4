package gateway.operators.paynet;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** Whatever is sent as Paynet's SOAP is a call or nothing, and short whatever it expands to. */
public final class PaynetSoapFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        PaynetSoapXml.read(input).ifPresent(call -> {
            Promises.same(true, call.fields().values().stream().allMatch(text -> text.length() <= 256));
            if (PaynetSoapReader.read(call, "1") instanceof PaynetMessage.Perform perform) {
                Promises.same(true, perform.amount().isPositive());
            }
        });
    }
}
