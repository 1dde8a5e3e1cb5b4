package sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The sandbox's own classes alone, for a node that needs them: beside them stand tests, which Spring would find. */
final class SandboxJar {

    private static final String SANDBOX = "sandbox";

    private SandboxJar() {}

    /** Written anew each time: it is small. */
    static Path in(Home home) {
        var jar = home.data("sandbox.jar");
        var classes = Path.of(SandboxJar.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes.resolve(SANDBOX))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
