package gateway.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.journal.ServerCheck.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which servers may keep the books. */
class ServerCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"150018", "170007", "180002", "180006"})
    void takesVersionsThatUpdateEveryRow(String version) {
        assertThat(ServerCheck.complaints(List.of(new Setting("server_version_num", version))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"140010", "180000", "180001"})
    void refusesVersionsThatAreOldOrLoseUpdates(String version) {
        assertThat(ServerCheck.complaints(List.of(new Setting("server_version_num", version))))
                .singleElement()
                .asString()
                .contains(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
    void refusesWhatMayForget(String setting) {
        assertThat(ServerCheck.complaints(List.of(new Setting(setting, "off"))))
                .singleElement()
                .asString()
                .contains(setting + " is off");
        assertThat(ServerCheck.complaints(List.of(new Setting(setting, "on")))).isEmpty();
    }

    /** Two nodes of 55 and their writers, and ten others. */
    @Test
    void warnsOfAServerWithoutRoomForARollout() {
        assertThat(ServerCheck.warnings(List.of(new Setting("max_connections", "121")), 1))
                .singleElement()
                .asString()
                .contains("121")
                .contains("122");
        assertThat(ServerCheck.warnings(List.of(new Setting("max_connections", "122")), 1))
                .isEmpty();
        assertThat(ServerCheck.warnings(List.of(new Setting("max_connections", "122")), 2))
                .hasSize(1);
        assertThat(ServerCheck.complaints(List.of(new Setting("max_connections", "100"))))
                .isEmpty();
    }

    @Test
    void takesACommitThatWaitsForReplicasToo() {
        assertThat(ServerCheck.complaints(List.of(new Setting("synchronous_commit", "remote_apply"))))
                .isEmpty();
    }
}
