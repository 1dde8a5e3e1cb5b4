package sandbox.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits until something answers, but not for one that has died. */
final class Ready {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private Ready() {}

    static void await(Part part, Duration atMost, BooleanSupplier answers) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!answers.getAsBoolean()) {
            if (!part.process().isAlive()) {
                throw died(part);
            }
            if (System.nanoTime() > deadline) {
                throw new StartFailure("%s did not become ready within %d s. The last lines of %s:%n%s"
                        .formatted(part.name(), atMost.toSeconds(), part.log(), tail(part)));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    static StartFailure died(Part part) {
        return new StartFailure(
                "%s has died. The last lines of %s:%n%s".formatted(part.name(), part.log(), tail(part)));
    }

    /** With 200. */
    static boolean answersOk(URI uri) {
        return status(uri) == 200;
    }

    /** With anything. */
    static boolean answers(URI uri) {
        return status(uri) > 0;
    }

    private static int status(URI uri) {
        try {
            var request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static String tail(Part part) {
        return String.join(
                "\n", part.lastLines(20).stream().map(line -> "    " + line).toList());
    }
}
