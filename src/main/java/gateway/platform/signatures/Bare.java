package gateway.platform.signatures;

import java.util.Base64;
import java.util.regex.Pattern;

/** A value of a structured field (RFC 9651 section 3.3), of the kinds that signatures and digests use. */
sealed interface Bare {

    /** As it is written in a field and in what is signed: there is one way for every value. */
    String written();

    /** At most 15 digits. */
    record Whole(long value) implements Bare {

        @Override
        public String written() {
            return Long.toString(value);
        }
    }

    /** Printable ASCII. */
    record Text(String value) implements Bare {

        private static final Pattern ESCAPED = Pattern.compile("([\"\\\\])");

        @Override
        public String written() {
            return '"' + ESCAPED.matcher(value).replaceAll("\\\\$1") + '"';
        }
    }

    /** A word without quotes. */
    record Token(String value) implements Bare {

        @Override
        public String written() {
            return value;
        }
    }

    /** Bytes, between colons. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Bytes(byte[] value) implements Bare {

        @Override
        public String written() {
            return ':' + Base64.getEncoder().encodeToString(value) + ':';
        }

        @Override
        public String toString() {
            return "Bytes[" + value.length + "]";
        }
    }

    /** Yes or no. */
    record Flag(boolean value) implements Bare {

        @Override
        public String written() {
            return value ? "?1" : "?0";
        }
    }
}
