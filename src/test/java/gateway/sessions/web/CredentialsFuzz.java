package gateway.sessions.web;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.platform.crypto.Sha256;
import gateway.sessions.SessionProblem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

/** The header Authorization of a server that asks about tokens: who knows the secret, and nobody else. */
public final class CredentialsFuzz implements FuzzTarget {

    private static final String SECRET = "s3cret:with a colon";

    private final ClientCredentials clients = new ClientCredentials(
            new AccessSettings(null, Map.of("shop", HexFormat.of().formatHex(Sha256.of(SECRET)))));

    @Override
    public void read(byte[] input) throws Exception {
        var header = Promises.latin(input);
        var request = MockServerHttpRequest.get("/")
                .header(HttpHeaders.AUTHORIZATION, header)
                .build();
        var name = Promises.refusing(
                Set.of(SessionProblem.CLIENT_UNKNOWN),
                () -> clients.of(request, new MockServerHttpResponse()).block());
        if (name != null) {
            var pair = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            Promises.same("shop:" + SECRET, pair);
        }
    }
}
