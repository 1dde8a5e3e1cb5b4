package gateway.processors.humo;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import sandbox.humo.HumoRequests;

/** What we write to PaymentServer is read there as we meant it, whatever texts it carries. */
public final class HumoRequestFuzz implements FuzzTarget {

    private static final HumoRequestWriter WRITER = new HumoRequestWriter(Humo.settings(1, 1, Duration.ofSeconds(1)));

    @Override
    public void read(byte[] input) {
        var text = Promises.text(input);
        long amount = Integer.toUnsignedLong(text.hashCode());
        var request = WRITER.write(new HumoMessage.Confirm(text, "ref-1", new Money(amount, Asset.UZS)));
        // What XML cannot carry at all may be lost; nothing else may change.
        if (text.codePoints().allMatch(HumoRequestFuzz::xmlKeeps)) {
            Promises.same(text, HumoRequests.field(request, "paymentID"));
        }
        if (text.codePoints().allMatch(HumoRequestFuzz::isXml)) {
            Promises.same("ref-1", HumoRequests.field(request, "paymentRef"));
            Promises.same(Long.toString(amount), HumoRequests.item(request, "amount"));
        }
    }

    private static boolean xmlKeeps(int c) {
        return isXml(c) && c >= ' ';
    }

    // XML 1.0 section 2.2; control characters are replaced when written.
    private static boolean isXml(int c) {
        return c < 0xD800 || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
