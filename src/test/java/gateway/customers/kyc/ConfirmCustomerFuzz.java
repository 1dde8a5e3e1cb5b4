package gateway.customers.kyc;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.customers.CustomerProblem;
import java.util.Set;

/** What an act about a customer contains: whom, and what is so, or a problem of this module. */
public final class ConfirmCustomerFuzz implements FuzzTarget {

    private static final Set<CustomerProblem> DOCUMENTED =
            Set.of(CustomerProblem.VERIFICATION_INVALID, CustomerProblem.CUSTOMER_NOT_FOUND);

    @Override
    public void read(byte[] input) throws Exception {
        var text = Promises.text(input);
        Promises.refusing(DOCUMENTED, () -> {
            var wish = ConfirmCustomer.read(text);
            Promises.holds(wish.word("seen").holds(), "what is proposed is that it is so");
            return wish.whose();
        });
    }
}
