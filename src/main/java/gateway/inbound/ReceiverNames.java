package gateway.inbound;

import gateway.customers.Identities;
import gateway.customers.Identity;
import gateway.shared.ids.CustomerId;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How a receiver is called for strangers: a name and the initial of another, such as {@code Anvar K.}. */
@Component
public class ReceiverNames {

    private final Identities identities;

    ReceiverNames(Identities identities) {
        this.identities = identities;
    }

    /** Empty where the customer has not shown who they are. */
    public Mono<Optional<String>> masked(CustomerId receiver) {
        return identities.find(receiver).map(who -> who.map(Identity::fullName).map(ReceiverNames::mask));
    }

    // Documents write the surname first.
    static String mask(String fullName) {
        var words = fullName.strip().split("\\s+", -1);
        return words.length < 2 ? initial(words[0]) : titled(words[1]) + " " + initial(words[0]);
    }

    private static String initial(String word) {
        return word.substring(0, word.offsetByCodePoints(0, Math.min(1, word.length())))
                        .toUpperCase(Locale.ROOT)
                + ".";
    }

    private static String titled(String word) {
        int first = word.offsetByCodePoints(0, 1);
        return word.substring(0, first).toUpperCase(Locale.ROOT)
                + word.substring(first).toLowerCase(Locale.ROOT);
    }
}
