package gateway.processors.payme;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fresh Payme with empty books for every test. */
abstract class PaymeFixture {

    @TempDir
    private Path folder;

    PaymeRig payme;

    @BeforeEach
    void start() {
        payme = new PaymeRig(folder);
    }

    @AfterEach
    void stop() {
        payme.close();
    }
}
