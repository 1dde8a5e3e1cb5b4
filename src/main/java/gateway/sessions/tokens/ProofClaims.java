package gateway.sessions.tokens;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * What a DPoP proof says (RFC 9449 section 4.2), read token by token: this runs for every request.
 *
 * @param method {@code htm}
 * @param uri {@code htu}
 * @param issuedAt {@code iat}, seconds
 * @param id {@code jti}
 * @param tokenHash {@code ath}
 */
record ProofClaims(
        String method,
        String uri,
        long issuedAt,
        String id,
        @Nullable String tokenHash) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int LONGEST_ID = 128;

    /** Empty when the bytes are not a JSON object or miss a claim. */
    static Optional<ProofClaims> read(byte[] json) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            return new Reader(parser).claims();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    /** The claims while they are being read. */
    private static final class Reader {

        private final JsonParser parser;
        private @Nullable String method;
        private @Nullable String uri;
        private @Nullable String id;
        private @Nullable String tokenHash;
        private long issuedAt = -1;

        Reader(JsonParser parser) {
            this.parser = parser;
        }

        Optional<ProofClaims> claims() {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                take(name, parser.nextToken());
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                return Optional.empty();
            }
            return complete();
        }

        private Optional<ProofClaims> complete() {
            if (method == null
                    || uri == null
                    || id == null
                    || issuedAt < 0
                    || id.isEmpty()
                    || id.length() > LONGEST_ID) {
                return Optional.empty();
            }
            return Optional.of(new ProofClaims(method, uri, issuedAt, id, tokenHash));
        }

        private void take(String name, JsonToken value) {
            switch (name) {
                case "htm" -> method = text(value);
                case "htu" -> uri = text(value);
                case "jti" -> id = text(value);
                case "ath" -> tokenHash = text(value);
                case "iat" -> issuedAt = seconds(value);
                default -> parser.skipChildren();
            }
        }

        private @Nullable String text(JsonToken value) {
            if (value == JsonToken.VALUE_STRING) {
                return parser.getString();
            }
            parser.skipChildren();
            return null;
        }

        private long seconds(JsonToken value) {
            if (value == JsonToken.VALUE_NUMBER_INT) {
                return parser.getLongValue();
            }
            parser.skipChildren();
            return -1;
        }
    }
}
