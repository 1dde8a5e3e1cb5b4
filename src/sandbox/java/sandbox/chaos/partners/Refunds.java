package sandbox.chaos.partners;

import java.io.UncheckedIOException;
import java.util.Collection;
import sandbox.chaos.Told;
import sandbox.mobile.MobileApp;

/** Payers who want some of their money back, so that partners hear of refunds, too. */
final class Refunds {

    private static final int TAKEN = 201;

    private Refunds() {}

    /** Asks for as many of the payments to merchants that were completed; emits how many refunds there are. */
    static long ask(Collection<Told> told, int count) {
        return told.stream()
                .filter(it ->
                        it.status().equals("completed") && it.order().kind().endsWith(">merchant"))
                .limit(count)
                .filter(Refunds::isTaken)
                .count();
    }

    private static boolean isTaken(Told payment) {
        try {
            var phone = payment.order().customer().phone();
            return phone.post("/v1/payments/" + payment.id() + "/refunds", "{}", MobileApp.newKey())
                            .status()
                    == TAKEN;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
