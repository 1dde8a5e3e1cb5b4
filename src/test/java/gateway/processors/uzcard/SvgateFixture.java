package gateway.processors.uzcard;

import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fresh SVGate with empty books for every test. */
abstract class SvgateFixture {

    @TempDir
    private Path folder;

    Svgate svgate;

    @BeforeEach
    void start() {
        svgate = new Svgate(folder);
    }

    @AfterEach
    void stop() {
        svgate.close();
    }

    final Finding inquire(Leg leg) {
        return Svgate.now(svgate.rail.inquire(leg));
    }
}
