package gateway.customers.kyc;

import gateway.customers.Phone;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The state's registry of persons, which says whether what a customer shows is so. It tells nothing by itself. */
public interface IdentityRegistry {

    /** Emits once, never an error: a registry that is away is an answer, too. */
    Mono<Answer> ask(Submission shown, Phone phone);

    /** What came back. */
    sealed interface Answer {

        /**
         * @param person the PINFL is known, with this name and this birth date
         * @param phone the phone is registered to this PINFL
         * @param document it is this person's and in force
         * @param documentUntil its last day by the registry; null where it is not theirs
         */
        record Answered(
                boolean person,
                boolean phone,
                boolean document,
                @Nullable LocalDate documentUntil) implements Answer {}

        /** Nothing is known; ask again later. */
        record NoAnswer(String why) implements Answer {}
    }
}
