package loads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sandbox.drill.Customer;
import sandbox.drill.Order;
import sandbox.drill.Told;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run of Gatling left in its folder.
 *
 * @param report the page to open
 */
record Results(Path report, List<Finding> findings, List<Told> told, String unexpected) {

    static final String TOLD = "told.tsv";
    static final String FINDINGS = "findings.tsv";
    static final String UNEXPECTED = "unexpected.txt";
    private static final String GLOBAL = "everything, the warm-up too";

    /** @param customers in the order in which the load knew them */
    static Results read(Path folder, List<Customer> customers) {
        try {
            var page = page(folder);
            var findings = new ArrayList<Finding>();
            JsonMapper.shared()
                    .readTree(Files.readString(page.resolveSibling("js").resolve("assertions.json")))
                    .path("assertions")
                    .forEach(assertion -> findings.add(finding(assertion)));
            Files.readAllLines(folder.resolve(FINDINGS)).forEach(line -> findings.add(Finding.parse(line)));
            var told = Files.readAllLines(folder.resolve(TOLD)).stream()
                    .map(line -> told(line.split("\t"), customers))
                    .toList();
            return new Results(page, findings, told, Files.readString(folder.resolve(UNEXPECTED)));
        } catch (IOException e) {
            throw new UncheckedIOException("Gatling did not finish; see gatling.log in " + folder, e);
        }
    }

    private static Path page(Path folder) throws IOException {
        try (var files = Files.find(folder, 2, (file, _) -> file.endsWith("index.html"))) {
            return files.findFirst().orElseThrow(() -> new IOException("no index.html"));
        }
    }

    /** Gatling writes {@code Details cards: … of response time is less than 500.0}; the table wants it in columns. */
    private static Finding finding(JsonNode assertion) {
        var path = assertion.path("path").asString();
        var target = assertion.path("target").asString();
        var condition = assertion.path("condition").asString();
        double expected = assertion.path("expectedValues").path(0).asDouble();
        double actual = assertion.path("actualValue").path(0).asDouble();
        var sign = condition.startsWith("lt") ? condition.equals("lt") ? "< " : "≤ " : "";
        var unit = target.contains("response time") ? "ms" : target.contains("percentage") ? "%" : "";
        var what = "%s, %s".formatted(path.equals("Global") ? GLOBAL : path, target);
        return new Finding(
                what,
                Finding.text(actual, unit),
                sign + Finding.text(expected, unit),
                assertion.path("result").asBoolean());
    }

    private static Told told(String[] words, List<Customer> customers) {
        var order = new Order(
                customers.get(Integer.parseInt(words[0])), words[1], words[2], Long.parseLong(words[3]), "", false);
        return new Told(order, words[4], words[5], words[6]);
    }
}
