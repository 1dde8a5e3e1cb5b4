package sandbox.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a JVM learned about the gateway while it worked, kept for the next ones (JEP 514 and 515): its classes, linked,
 * and which methods were hot and how they were called. Without it the compilers take a second core for minutes.
 */
final class Learned {

    private static final Path CACHE = Path.of("target", "gateway.aot");

    private Learned() {}

    /** For a node that shall use it. One that does not fit the program costs time only: the JVM starts without it. */
    static List<String> use() {
        return Files.exists(CACHE) ? List.of("-XX:AOTCache=" + CACHE.toAbsolutePath()) : List.of();
    }

    /** For a node that writes it when it ends. */
    static List<String> write() {
        return List.of("-XX:AOTCacheOutput=" + CACHE.toAbsolutePath());
    }
}
