package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The committed description of the API is the API. */
class ApiDescriptionTest {

    private static final String HINT = "out of date: run gateway.platform.http.WriteDocs in the project's folder";

    @Test
    void theCommittedDescriptionIsTheApi() throws IOException {
        assertThat(Files.readString(ApiDescription.FILE))
                .as("%s is %s", ApiDescription.FILE, HINT)
                .isEqualTo(ApiDescription.generate());
    }

    @Test
    void theCommittedListOfProblemsIsComplete() throws IOException {
        assertThat(Files.readString(ProblemsDocument.FILE))
                .as("%s is %s", ProblemsDocument.FILE, HINT)
                .isEqualTo(ProblemsDocument.generate());
    }

    @Test
    void describesAWriteWithItsKeyItsBodyAndItsProblems() {
        var api = describe(OrdersController.class);

        Map<String, Object> write = at(api, "paths", "/test/keyed", "post");
        assertThat(write.get("parameters"))
                .isEqualTo(List.of(Map.of("$ref", "#/components/parameters/Idempotency-Key")));
        assertThat(at(write, "requestBody", "content", "application/json", "schema"))
                .isEqualTo(Map.of("$ref", "#/components/schemas/Order"));
        assertThat(at(write, "responses", "default")).isEqualTo(Map.of("$ref", "#/components/responses/Problem"));
        assertThat(at(api, "components", "schemas", "Order").get("required"))
                .isEqualTo(List.of("amount", "channel", "lines", "payee"));
        assertThat(at(api, "components", "schemas", "Order", "properties", "payee"))
                .containsEntry("minLength", 3)
                .containsEntry("maxLength", 20);
        assertThat(at(api, "paths", "/test/orders/{id}/cancel", "post")).doesNotContainKey("requestBody");
    }

    @Test
    void saysWhereTheKeyIsTheClientsChoice() {
        var api = describe(OrdersController.class);

        Map<String, Object> write = at(api, "paths", "/test/orders/{id}/freeze", "post");
        assertThat(write)
                .doesNotContainKey("requestBody")
                .extracting("parameters")
                .asInstanceOf(LIST)
                .contains(Map.of("$ref", "#/components/parameters/Idempotency-Key-Optional"));
        assertThat(at(api, "components", "parameters", "Idempotency-Key-Optional"))
                .containsEntry("name", "Idempotency-Key")
                .containsEntry("required", false);
    }

    @Test
    void asksForAProofWhereACallerIsNeeded() {
        var api = describe(WhoController.class);

        assertThat(at(api, "paths", "/test/who", "get").get("security")).isEqualTo(List.of(Map.of("dpop", List.of())));
        assertThat(at(api, "components", "securitySchemes", "dpop")).containsEntry("scheme", "DPoP");
    }

    @Test
    void thePageFindsEverythingItNeeds() {
        try (var server = EdgeServer.start()) {
            var start = server.get("/docs");
            assertThat(start.status()).isEqualTo(302);
            var page = server.get(start.header("location"));
            assertThat(page.header("content-type")).startsWith("text/html");

            var links = Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                    .matcher(page.text())
                    .results()
                    .map(link -> link.group(1))
                    .toList();

            assertThat(links).hasSizeGreaterThanOrEqualTo(4);
            assertThat(links)
                    .allSatisfy(link ->
                            assertThat(server.get(link).status()).as(link).isEqualTo(200));
            assertThat(server.get("/docs/openapi.yaml").text()).startsWith("openapi: 3.1.0");
        }
    }

    private static Map<String, Object> describe(Class<?> controller) {
        return new Yaml().load(ApiDescription.generate(List.of(controller)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> from, String... path) {
        var here = from;
        for (var step : path) {
            here = (Map<String, Object>) Objects.requireNonNull(here.get(step), step);
        }
        return here;
    }
}
