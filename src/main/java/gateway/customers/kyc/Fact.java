package gateway.customers.kyc;

import java.util.Arrays;
import java.util.Optional;

/** What can be proven about a customer. */
public enum Fact {
    /** The registry knows this PINFL under this name and birth date, and no other customer has it. */
    PINFL("pinfl"),
    /** The registry says that the phone is theirs. */
    PHONE("phone"),
    /** A document is real and theirs. */
    DOCUMENT("document"),
    /** Somebody of the bank has seen them and the document. */
    IN_PERSON("in-person");

    private final String code;

    Fact(String code) {
        this.code = code;
    }

    /** Its name outside and in the database; renaming the constant cannot change it. */
    public String code() {
        return code;
    }

    static Optional<Fact> find(String code) {
        return Arrays.stream(values()).filter(fact -> fact.code.equals(code)).findFirst();
    }
}
