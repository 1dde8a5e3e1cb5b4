package gateway.platform.http;

import java.nio.file.Path;
import java.util.Comparator;

/** {@code docs/problems.md}, made from the enums and the texts. */
final class ProblemsDocument {

    static final Path FILE = Path.of("docs/problems.md");

    private static final String HEAD = """
            # Problems

            Every refusal is `application/problem+json` (RFC 9457). Its `type` is one of these; in each module the one
            listed first is what a client sees when several apply. `traceId` names the request in our logs; 503, and 409
            where the first request is still running, come with `Retry-After`. Written by `WriteDocs`; do not edit.
            """;

    private ProblemsDocument() {}

    static String generate() {
        var texts = new ProblemTexts();
        var page = new StringBuilder(HEAD);
        var module = "";
        var entries = ProblemCatalogue.entries().stream()
                .sorted(Comparator.comparing(ProblemCatalogue.Entry::module))
                .toList();
        for (var entry : entries) {
            if (!entry.module().equals(module)) {
                module = entry.module();
                page.append("\n## ").append(module).append('\n');
            }
            var type = entry.type();
            page.append("\n### %s\n\n%d. %s.\n".formatted(type.slug(), type.status(), type.title()));
            for (var language : ProblemTexts.LANGUAGES.subList(0, 2)) {
                page.append("\n- %s: %s".formatted(language.getLanguage(), texts.title(type, language)));
            }
            page.append('\n');
        }
        return page.toString();
    }
}
