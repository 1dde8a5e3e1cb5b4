package sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is told to end leaves nothing behind, however long its parts would like to take. */
@Timeout(30)
class AbandonedPartsTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final List<String> DEAF = List.of("/bin/sh", "-c", "trap '' TERM; while :; do sleep 0.1; done");

    @TempDir
    Path folder;

    private Home home;
    private Child deaf;

    @BeforeEach
    void start() {
        home = Home.open(folder, false);
        deaf = Child.start("deaf", home, DEAF, LONG);
    }

    @AfterEach
    void end() {
        deaf.process().destroyForcibly();
        home.close();
    }

    @Test
    void doesNotWaitForOneThatDoesNotListen() {
        deaf.abandon();

        assertThat(deaf.process().isAlive()).isFalse();
        assertThat(home.pids().resolve("deaf")).doesNotExist();
    }

    @Test
    void isNotStartedAgain() {
        deaf.abandon();

        assertThatThrownBy(deaf::restart).isInstanceOf(IllegalStateException.class);
        assertThat(deaf.process().isAlive()).isFalse();
    }

    @Test
    void oneThatCannotBeEndedDoesNotKeepTheOthers() {
        var asked = new ArrayList<Part>();
        var other = Child.start("other", home, List.of("/bin/sleep", "600"), LONG);

        assertThatThrownBy(() -> Installation.endEach(List.of(deaf, other), part -> {
                    asked.add(part);
                    part.abandon();
                    throw new IllegalStateException(part.name());
                }))
                .hasMessage("deaf")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));

        assertThat(asked).containsExactly(deaf, other);
        assertThat(other.process().isAlive()).isFalse();
    }
}
