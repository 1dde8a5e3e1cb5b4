package gateway.sessions.web;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.platform.http.RequestProblem;
import gateway.shared.problems.ProblemException;
import java.util.concurrent.ExecutionException;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebInputException;

/** What other servers post about a token, as a form: one text, or their mistake. */
public final class OauthFormFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) throws Exception {
        var request = MockServerHttpRequest.post("/oauth/introspect")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(Promises.latin(input));
        try {
            var token =
                    OauthController.token(MockServerWebExchange.from(request)).toFuture();
            Promises.holds(token.get() != null, "there is a text to look for");
        } catch (ExecutionException failed) {
            Promises.holds(
                    failed.getCause() instanceof ServerWebInputException
                            || (failed.getCause() instanceof ProblemException problem
                                    && problem.type() == RequestProblem.FIELD_INVALID),
                    "a form that cannot be read is its sender's mistake");
        }
    }
}
