package gateway.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.approvals.Act;
import gateway.compliance.cases.Cases;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.embedded.Stores;

/** What PostgreSQL keeps of the lists, for nodes that start. */
class AcceptedListsModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final SetClock CLOCK = new SetClock("2026-11-26T10:00:00Z");

    @TempDir
    Path folder;

    private Cases cases;
    private AcceptedLists accepted;
    private int written;

    @BeforeEach
    void open() {
        cases = new Cases(Stores.database(), CLOCK);
        accepted = new AcceptedLists(cases.database, CLOCK);
        cases.database.sql("truncate compliance.accepted_list").then().block(PATIENCE);
    }

    @AfterEach
    void close() {
        cases.close();
    }

    private ListsInForce looked(ListsInForce lists) {
        new FollowLists(lists, accepted).look().block(PATIENCE);
        return lists;
    }

    private ListsInForce started() {
        return looked(new ListsInForce(folder, 8_000, CLOCK, new SimpleMeterRegistry()));
    }

    private void write(String published, int entries) throws IOException {
        var file = folder.resolve("national.csv");
        Files.writeString(
                file,
                "#published=%s,entries=%d\n".formatted(published, entries)
                        + "id,kind,name,aliases,born,country,gender,pinfl,passport,inn\n"
                        + IntStream.range(0, entries)
                                .mapToObj(n -> "N-%d,person,Xxx Yyyy%d,,,,,,,".formatted(n, n))
                                .collect(Collectors.joining("\n")));
        Files.setLastModifiedTime(file, FileTime.from(CLOCK.instant().plusSeconds(++written)));
    }

    @Test
    void aNodeThatStartsRefusesWhatIsOlderThanWhatAnotherHadInForce() throws IOException {
        write("2026-11-20", 10);
        assertThat(started().missing()).isEmpty();
        write("2026-11-19", 10);

        var restarted = started();

        assertThat(restarted.get().versions()).isEmpty();
        assertThat(restarted.missing()).containsExactly("national");
        write("2026-11-21", 9);
        assertThat(looked(restarted).missing()).isEmpty();
        assertThat(accepted.all().blockOptional(PATIENCE).orElseThrow().get("national"))
                .isEqualTo(restarted.get().versions().getFirst());
    }

    /** Its folder is behind; what the other one recorded stays. */
    @Test
    void aNodeThatIsBehindTakesNothingBack() throws IOException {
        write("2026-11-19", 10);
        var behind = new ListsInForce(folder, 8_000, CLOCK, new SimpleMeterRegistry());
        var fresh = behind.look(java.util.Map.of());
        write("2026-11-20", 10);
        started();

        accepted.accept(fresh.getFirst()).block(PATIENCE);

        assertThat(accepted.all().blockOptional(PATIENCE).orElseThrow().get("national"))
                .returns("2026-11-20", ListVersion::version);
    }

    @Test
    void anActOfTwoLetsAListBeginAnew() throws IOException {
        var forget = new ForgetList(accepted);
        write("2026-11-20", 10);
        started();
        write("2026-11-21", 3);
        var restarted = started();
        assertThat(restarted.missing()).containsExactly("national");
        assertThat(forget.check("national").block(PATIENCE)).contains("national", "10 entries");

        forget.perform(act()).block(PATIENCE);

        assertThat(looked(restarted).missing()).isEmpty();
        assertThat(restarted.get().versions()).extracting(ListVersion::entries).containsExactly(3);
    }

    @Test
    void aListThatNobodyPublishesAnyMoreCanEnd() throws IOException {
        var forget = new ForgetList(accepted);
        write("2026-11-20", 10);
        started();
        Files.delete(folder.resolve("national.csv"));
        var restarted = started();
        assertThat(restarted.missing()).containsExactly("national");

        forget.perform(act()).block(PATIENCE);

        assertThat(looked(restarted).missing()).isEmpty();
        assertThat(started().missing()).isEmpty();
        for (var list : new String[] {"national", "nonsense"}) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> forget.check(list).block(PATIENCE))
                    .satisfies(no -> assertThat(no.type()).isEqualTo(ComplianceProblem.LIST_NOT_FOUND));
        }
    }

    private Act act() {
        return new Act(
                cases.ids.next(0),
                "forget-list",
                "",
                "national",
                "the publisher confirms it",
                "dilnoza",
                CLOCK.instant(),
                CLOCK.instant(),
                Act.State.PROPOSED,
                null);
    }
}
