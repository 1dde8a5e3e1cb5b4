package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.web.util.pattern.PathPatternParser;

/** Whatever finds a handler is seen as that handler's path, and nothing else is. */
class MatchedPathTest {

    private static final List<String> HANDLERS =
            List.of("/operators/payme", "/operators/click/prepare", "/admin/api/acts", "/v1/sign-in", "/cbt/v1/check");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/operators/payme",
                "/operators/%70ayme",
                "/%6Fperators/payme",
                "/operators/payme;x=1",
                "/operators;a=b;c/%70ayme;",
                "/operators/payme/",
                "//operators/payme",
                "/;x/operators/payme",
                "/operators%2Fpayme",
                "/operators/payme%2F",
                "/operators/payme%3Bx=1",
                "/operators/./payme",
                "/operators/%2e%2e/operators/payme",
                "/operators/Payme",
                "/operators/%2570ayme",
                "/operators/click/prep%61re",
                "/%61dmin/api/acts",
                "/admin%2fapi/acts",
                "/admin;/api/acts",
                "/v1/sign%2Din",
                "/cbt/v1/check%20",
                "/cbt;v=1/v1/check",
                "/"
            })
    void isTheHandlersOwnPathWhereAHandlerIsFoundAndNoOthers(String written) {
        var request = MockServerHttpRequest.post(written).build();
        var asked = MatchedPath.of(request);

        for (var handler : HANDLERS) {
            boolean found = PathPatternParser.defaultInstance
                    .parse(handler)
                    .matches(request.getPath().pathWithinApplication());
            assertThat(asked.equals(handler)).as("%s as %s", written, handler).isEqualTo(found);
        }
    }

    @Test
    void whatIsEncodedSeparatesNothing() {
        assertThat(MatchedPath.of(MockServerHttpRequest.get("/v1%2Fsign-in").build()))
                .isEqualTo("/v1%2Fsign-in");
        assertThat(MatchedPath.of(
                        MockServerHttpRequest.get("/v1/cards/a%2Fb;c=d").build()))
                .isEqualTo("/v1/cards/a%2Fb");
    }
}
