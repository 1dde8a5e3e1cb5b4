package gateway.platform.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes again what is generated and committed: the API's description and the list of problems. */
public final class WriteDocs {

    private WriteDocs() {}

    /** Run it in the project's folder, after a change of a controller or a problem. */
    public static void main(String[] args) throws IOException {
        write(ApiDescription.FILE, ApiDescription.generate());
        write(ProblemsDocument.FILE, ProblemsDocument.generate());
        System.exit(0);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        System.out.println("Wrote " + file);
    }
}
