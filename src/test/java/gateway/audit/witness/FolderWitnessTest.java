package gateway.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.audit.note.Checkpoint;
import gateway.audit.note.CheckpointKey;
import gateway.audit.note.SignedNote;
import gateway.audit.tree.Frontier;
import gateway.audit.tree.Hash;
import gateway.audit.tree.Proofs;
import gateway.audit.tree.Subtree;
import gateway.audit.witness.FolderWitness.Answer;
import gateway.platform.crypto.MasterKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A witness accepts what goes on from what it has, and nothing else, whatever was cut short in its file. */
class FolderWitnessTest {

    private static final CheckpointKey KEY =
            CheckpointKey.of(new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), "bank.example/audit");
    private static final List<Hash> LEAVES = leaves(0);
    private static final List<Hash> OTHERS = leaves(9);

    @TempDir
    private Path folder;

    private static List<Hash> leaves(int kind) {
        return IntStream.range(0, 200)
                .mapToObj(i -> Hash.ofLeaf(new byte[] {(byte) i, (byte) kind}))
                .toList();
    }

    private static SignedNote note(List<Hash> leaves, int size) {
        return note("bank.example/audit", leaves, size);
    }

    private static SignedNote note(String origin, List<Hash> leaves, int size) {
        var root = Frontier.EMPTY.with(leaves.subList(0, size)).root();
        return KEY.sign(new Checkpoint(origin, size, root));
    }

    private static List<Hash> path(List<Hash> leaves, int shorter, int longer) {
        var kept = new HashMap<Subtree, Hash>();
        for (int i = 0; i < longer; i++) {
            kept.put(new Subtree(0, i), leaves.get(i));
        }
        return Proofs.consistency(shorter, longer).stream()
                .map(it -> it.hash(kept))
                .toList();
    }

    private Answer offer(List<Hash> leaves, int shorter, int longer) throws IOException {
        return new FolderWitness(folder.resolve("made"))
                .accept(note(leaves, longer), shorter, path(leaves, shorter, longer));
    }

    private Path file() {
        return folder.resolve("made").resolve(FolderWitness.FILE);
    }

    private long lastSize() throws IOException {
        return new FolderWitness(folder.resolve("made"))
                .last()
                .map(Checkpoint::size)
                .orElse(-1L);
    }

    @Test
    void whatGoesOnIsAppendedAndNothingElse() throws IOException {
        assertThat(lastSize()).isEqualTo(-1);
        assertThat(offer(LEAVES, 0, 5)).isEqualTo(Answer.ACCEPTED);
        assertThat(offer(LEAVES, 5, 9)).isEqualTo(Answer.ACCEPTED);
        assertThat(offer(LEAVES, 9, 150)).isEqualTo(Answer.ACCEPTED);
        var before = Files.readString(file());

        assertThat(offer(LEAVES, 150, 150)).as("it has that one").isEqualTo(Answer.NOT_NOW);
        assertThat(offer(LEAVES, 9, 151)).as("somebody was quicker").isEqualTo(Answer.NOT_NOW);
        assertThat(offer(OTHERS, 150, 151)).as("a fork").isEqualTo(Answer.REFUSED);
        assertThat(offer(OTHERS, 150, 150)).as("another of the same size").isEqualTo(Answer.REFUSED);
        assertThat(new FolderWitness(folder.resolve("made")).accept(note(LEAVES, 149), 150, List.of()))
                .as("a shorter one")
                .isEqualTo(Answer.REFUSED);
        assertThat(new FolderWitness(folder.resolve("made")).accept(note(LEAVES, 151), 150, List.of()))
                .as("no proof")
                .isEqualTo(Answer.REFUSED);
        assertThat(new FolderWitness(folder.resolve("made"))
                        .accept(note("other.example/audit", LEAVES, 151), 150, path(LEAVES, 150, 151)))
                .as("another's trail")
                .isEqualTo(Answer.REFUSED);
        assertThat(lastSize()).isEqualTo(150);
        assertThat(Files.readString(file())).isEqualTo(before);
        assertThat(new FolderWitness(folder.resolve("made"))
                        .lastNote()
                        .orElseThrow()
                        .written())
                .isEqualTo(note(LEAVES, 150).written());
    }

    @Test
    void howeverANoteWasCutShortTheOneBeforeItCountsAndTheNextIsRead() throws IOException {
        offer(LEAVES, 0, 5);
        long whole = Files.size(file());
        offer(LEAVES, 5, 9);
        var both = Files.readAllBytes(file());
        for (int cut = (int) whole; cut < both.length; cut++) {
            Files.write(file(), Arrays.copyOf(both, cut));
            assertThat(lastSize()).as("cut at %d", cut).isEqualTo(5);
            assertThat(offer(LEAVES, 5, 12)).isEqualTo(Answer.ACCEPTED);
            assertThat(lastSize()).as("after one cut at %d", cut).isEqualTo(12);
            Files.writeString(file(), "\n\nbank.example/audit\n1", StandardOpenOption.APPEND);
            assertThat(lastSize()).as("cut twice, at %d", cut).isEqualTo(12);
        }
    }

    @Test
    void ofALongFileTheEndIsRead() throws IOException {
        for (int size = 1; size < 150; size++) {
            offer(LEAVES, size - 1, size);
        }
        assertThat(Files.size(file())).isGreaterThan(20_000);
        assertThat(lastSize()).isEqualTo(149);

        Files.write(file(), "x".repeat(20_000).getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        assertThatThrownBy(this::lastSize).isInstanceOf(IOException.class);
    }

    @Test
    void whoWritesIsAlone() throws IOException {
        offer(LEAVES, 0, 5);
        try (var channel = FileChannel.open(file(), StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(offer(LEAVES, 5, 9)).isEqualTo(Answer.NOT_NOW);
        }
        assertThat(offer(LEAVES, 5, 9)).isEqualTo(Answer.ACCEPTED);
    }
}
