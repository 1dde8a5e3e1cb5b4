package gateway.platform.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The conformance tests for HTTP/2 servers that others wrote (h2spec 2.2.0); the build unpacks them. */
final class H2Spec {

    private static final Path ARCHIVES = Path.of("target", "h2spec", "2.2.0");

    private static final Map<String, String> SYSTEMS =
            Map.of("Linux amd64", "h2spec_linux_amd64.tar.gz", "Mac OS X x86_64", "h2spec_darwin_amd64.tar.gz");

    private static final Pattern TEST = Pattern.compile(
            "<testcase package=\"([^\"]*)\" classname=\"([^\"]*)\"[^>]*>(.*?)</testcase>", Pattern.DOTALL);

    private static final int TAR_HEADER = 512;
    private static final int TAR_SIZE_AT = 124;
    private static final int TAR_SIZE_LENGTH = 11;

    private H2Spec() {}

    /** How many tests ran, and which did not pass, as section and title. */
    record Result(int tests, Set<String> failed) {

        int passed() {
            return tests - failed.size();
        }
    }

    static String machine() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    /** Empty where h2spec does not run. */
    static Optional<Path> program(Path folder) throws IOException {
        var archive = SYSTEMS.get(machine());
        return archive == null ? Optional.empty() : Optional.of(unpacked(ARCHIVES.resolve(archive), folder));
    }

    /**
     * A slow machine is no deviation: what fails is tried a second time, with more patience.
     *
     * @param options of h2spec, and the sections to run when not all
     */
    static Result run(Path program, int port, String path, String... options) throws Exception {
        var first = once(program, port, path, 1, options);
        var flags = Stream.of(options).filter(option -> option.startsWith("-")).toList();
        var failedAgain = new TreeSet<String>();
        for (var section : sections(first.failed())) {
            var again = Stream.concat(flags.stream(), Stream.of(section)).toArray(String[]::new);
            failedAgain.addAll(once(program, port, path, 2, again).failed());
        }
        failedAgain.retainAll(first.failed());
        return new Result(first.tests(), failedAgain);
    }

    private static Set<String> sections(Set<String> tests) {
        return tests.stream()
                .map(test -> test.substring(0, test.indexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Result once(Path program, int port, String path, int patience, String... options) throws Exception {
        var report = Files.createTempFile("h2spec", ".xml");
        var command = new ArrayList<>(
                List.of(program.toString(), "-h", "127.0.0.1", "-P", path, "-o", String.valueOf(patience)));
        command.addAll(List.of(options));
        command.addAll(List.of("-p", String.valueOf(port), "-j", report.toString()));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("h2spec does not end");
            }
            return read(Files.readString(report));
        } finally {
            process.destroyForcibly();
            Files.delete(report);
        }
    }

    private static Result read(String report) {
        var failed = new TreeSet<String>();
        int tests = 0;
        var test = TEST.matcher(report);
        while (test.find()) {
            tests++;
            if (test.group(3).contains("<error>") || test.group(3).contains("<failure")) {
                failed.add(test.group(1) + " " + test.group(2).replace("&#34;", "\""));
            }
        }
        return new Result(tests, failed);
    }

    /** There is nothing but the program in it. */
    private static Path unpacked(Path archive, Path folder) throws IOException {
        try (var tar = new GZIPInputStream(Files.newInputStream(archive))) {
            var header = ByteBuffer.wrap(tar.readNBytes(TAR_HEADER));
            var size = new byte[TAR_SIZE_LENGTH];
            header.get(TAR_SIZE_AT, size);
            int length = Integer.parseInt(new String(size, StandardCharsets.US_ASCII).strip(), 8);
            var program = Files.write(folder.resolve("h2spec"), tar.readNBytes(length));
            if (!program.toFile().setExecutable(true)) {
                throw new IOException(program + " cannot be made executable");
            }
            return program;
        }
    }
}
