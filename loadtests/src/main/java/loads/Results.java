package loads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sandbox.chaos.Customer;
import sandbox.chaos.Order;
import sandbox.chaos.Told;

/**
 * What a run of Gatling left in its folder.
 *
 * @param report the page to open
 */
record Results(Path report, List<Finding> findings, List<Told> told, String unexpected) {

    static final String TOLD = "told.tsv";
    static final String FINDINGS = "findings.tsv";
    static final String UNEXPECTED = "unexpected.txt";
    static final String LOG = "gatling.log";

    /** @param customers in the order in which the load knew them */
    static Results read(Path folder, List<Customer> customers) {
        try {
            var page = page(folder);
            var findings = new ArrayList<>(Thresholds.in(Files.readAllLines(folder.resolve(LOG))));
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

    private static Told told(String[] words, List<Customer> customers) {
        var order = new Order(
                customers.get(Integer.parseInt(words[0])), words[1], words[2], Long.parseLong(words[3]), "", false);
        return new Told(order, words[4], words[5], words[6], "");
    }
}
