package fuzzing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs Jazzer on one target or on all, each in a JVM of its own. Alone it lists the targets. What it learned stays in
 * {@code target/fuzz}, so that the next run goes on from there.
 */
public final class Fuzz {

    private static final Path WORK = Path.of("target/fuzz");
    private static final String ALL = "all";
    private static final int USUAL_SECONDS = 60;
    private static final Pattern EXECUTIONS = Pattern.compile("stat::number_of_executed_units: (\\d+)");
    private static final Pattern COVERAGE = Pattern.compile("cov: (\\d+) ft: (\\d+)");
    private static final Pattern FINDING = Pattern.compile("== Java Exception: (.*)|== ERROR: libFuzzer: (.*)");

    /** Whose branches lead on: ours and those of the libraries that read for us. */
    private static final String FOLLOWED = Stream.of(
                    "gateway", "fuzzing", "sandbox.humo", "tools.jackson.core", "com.ctc.wstx", "com.nimbusds")
            .map(name -> name + ".**")
            .reduce((one, other) -> one + ":" + other)
            .orElseThrow();

    private Fuzz() {}

    /** How a run on one target ended. */
    private record Result(String name, boolean planted, long executions, long coverage, int kept, String finding) {

        boolean good() {
            return planted != finding.isEmpty() && executions > 0;
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var names = new ArrayList<String>();
        int seconds = USUAL_SECONDS;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--seconds") && i + 1 < args.length) {
                seconds = Integer.parseInt(args[++i]);
            } else if (args[i].equals(ALL)) {
                names.addAll(Targets.names());
            } else {
                names.add(args[i]);
            }
        }
        if (names.isEmpty() || !Targets.names().containsAll(names)) {
            list();
            System.exit(names.isEmpty() ? 0 : 2);
        }
        System.exit(run(names, seconds) ? 0 : 1);
    }

    private static void list() {
        System.out.println("usage: ./gateway fuzz <target>… | all [--seconds " + USUAL_SECONDS + "]");
        System.out.println();
        for (var name : Targets.names()) {
            System.out.printf(
                    "  %-16s %d kept%s%n",
                    name,
                    Targets.kept(name).size(),
                    Targets.named(name).planted() ? ", has a bug on purpose: must be found" : "");
        }
    }

    private static boolean run(List<String> names, int seconds) throws IOException, InterruptedException {
        boolean good = true;
        System.out.printf("%-16s %12s %9s %7s  %s%n", "target", "executions", "coverage", "inputs", "finding");
        for (var name : names) {
            var result = run(name, seconds);
            good &= result.good();
            System.out.printf(
                    "%-16s %,12d %9d %7d  %s%n", name, result.executions, result.coverage, result.kept, told(result));
        }
        return good;
    }

    private static String told(Result result) {
        if (result.executions == 0) {
            return "did not run: " + WORK.resolve(result.name).resolve("log");
        }
        if (result.planted) {
            return result.finding.isEmpty() ? "MISSED the planted bug" : "found the planted bug: " + result.finding;
        }
        return result.finding.isEmpty() ? "none" : result.finding + " (" + WORK.resolve(result.name) + ")";
    }

    private static Result run(String name, int seconds) throws IOException, InterruptedException {
        var place = WORK.resolve(name);
        var corpus = Files.createDirectories(place.resolve("corpus"));
        boolean planted = Targets.named(name).planted();
        if (planted) {
            // What an earlier run found must be found again, from nothing.
            clear(corpus);
        }
        var log = place.resolve("log");
        var process = new ProcessBuilder(command(name, seconds, place, corpus))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.waitFor();
        return result(name, planted, log, corpus);
    }

    private static List<String> command(String name, int seconds, Path place, Path corpus) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:-OmitStackTraceInFastThrow",
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "-Dlogback.configurationFile=sandbox/logback.xml",
                "-D" + JazzerEntry.TARGET + "=" + name,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerEntry.class.getName(),
                "--instrumentation_includes=" + FOLLOWED,
                "--custom_hook_includes=" + FOLLOWED,
                "--reproducer_path=" + place,
                "-artifact_prefix=" + place + "/",
                "-max_total_time=" + seconds,
                "-print_final_stats=1",
                "-use_value_profile=1",
                "-max_len=4096",
                "-rss_limit_mb=2048",
                "-timeout=20",
                corpus.toString()));
        if (Files.isDirectory(Targets.seedsOf(name))) {
            command.add(Targets.seedsOf(name).toString());
        }
        return command;
    }

    private static Result result(String name, boolean planted, Path log, Path corpus) throws IOException {
        long executions = 0;
        long coverage = 0;
        var finding = "";
        try (BufferedReader lines = Files.newBufferedReader(log, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var executed = EXECUTIONS.matcher(line);
                executions = executed.find() ? Long.parseLong(executed.group(1)) : executions;
                var covered = COVERAGE.matcher(line);
                coverage = covered.find() ? Long.parseLong(covered.group(1)) : coverage;
                var found = FINDING.matcher(line);
                if (finding.isEmpty() && found.find()) {
                    finding = found.group(1) == null ? found.group(2) : found.group(1);
                }
            }
        }
        return new Result(name, planted, executions, coverage, count(corpus), finding);
    }

    private static int count(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return (int) files.count();
        }
    }

    private static void clear(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
