package gateway.compliance;

import java.util.Locale;

/** A number by which an authority knows somebody; it says more than any name. */
public record Identifier(Kind kind, String value) {

    /** Kinds that both customers and lists have. */
    public enum Kind {
        /** Fourteen digits, one for each person of Uzbekistan, for life. */
        PINFL(true),
        /** One person may have several, one after the other or at once. */
        PASSPORT(false),
        /** Taxpayer's number of a person or an organisation. */
        INN(true);

        private final boolean only;

        Kind(boolean only) {
            this.only = only;
        }

        /** Whether two different ones are two different parties. */
        public boolean isOnlyOne() {
            return only;
        }
    }

    /** Written without spaces and marks, so that equal ones are equal. */
    public Identifier {
        value = value.replaceAll("[^\\p{L}\\p{Nd}]", "").toUpperCase(Locale.ROOT);
    }

    /** Numbers of persons and the like stay out of logs. */
    @Override
    public String toString() {
        return kind + " …";
    }
}
