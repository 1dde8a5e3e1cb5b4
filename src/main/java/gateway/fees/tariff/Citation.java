package gateway.fees.tariff;

import gateway.fees.Coded;
import gateway.fees.Wording;
import java.time.Instant;

/**
 * Where a rule comes from and how sure we are of it.
 *
 * @param source the decision, contract or article
 * @param decided when it was decided; it cannot hold before
 * @param text the rule in words
 */
public record Citation(String source, Confidence confidence, Instant decided, Wording text) {

    /** How sure we are. */
    public enum Confidence implements Coded {
        /** Read in the signed or published text. */
        DOCUMENTED("documented"),
        /** Read about. */
        PRESS("press"),
        /** Inferred. */
        INFERRED("inferred"),
        /** Made up to show how it is written. */
        SAMPLE("sample");

        private final String code;

        Confidence(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }
}
