package gateway.customers;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** A phone number as a person types it. */
public final class PhoneFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        Phone.parse(Promises.text(input)).ifPresent(phone -> {
            Promises.holds(phone.digits().matches("[1-9][0-9]{7,14}"), "international digits");
            Promises.same(phone, Phone.parse("+" + phone.digits()).orElse(null));
            Promises.holds(phone.shard() >= 0, "a phone has a place");
            Promises.same(5, phone.toString().length());
        });
    }
}
