package gateway.processors.click;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fresh Click with empty books for every test. */
abstract class ClickFixture {

    @TempDir
    private Path folder;

    ClickRig click;

    @BeforeEach
    void start() {
        click = new ClickRig(folder);
    }

    @AfterEach
    void stop() {
        click.close();
    }
}
