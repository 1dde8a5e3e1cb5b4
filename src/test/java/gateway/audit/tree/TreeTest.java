package gateway.audit.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tree is that of RFC 6962, and every proof holds for what it proves and for nothing else. */
class TreeTest {

    /** Leaves and roots of the reference implementation of Certificate Transparency. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final int SIZES = 70;
    private static final List<Hash> MANY = IntStream.range(0, 70_000)
            .mapToObj(i -> Hash.ofLeaf(new byte[] {(byte) i, (byte) (i >> 8), (byte) (i >> 16)}))
            .toList();

    private static List<Hash> reference() {
        return LEAVES.stream()
                .map(it -> Hash.ofLeaf(HexFormat.of().parseHex(it)))
                .toList();
    }

    private static Hash root(int size) {
        return Frontier.EMPTY.with(MANY.subList(0, size)).root();
    }

    /** What a trail keeps of its first leaves. */
    private static Map<Subtree, Hash> kept(int size) {
        var kept = new HashMap<Subtree, Hash>();
        for (int i = 0; i < size; i++) {
            kept.put(new Subtree(0, i), MANY.get(i));
        }
        Frontier.EMPTY.with(MANY.subList(0, size), (subtree, hash) -> {
            if (subtree.isKept()) {
                kept.put(subtree, hash);
            }
        });
        return kept;
    }

    private static List<Hash> hashes(List<Leaves> path, Map<Subtree, Hash> kept) {
        return path.stream().map(it -> it.hash(kept)).toList();
    }

    /** As RFC 6962 defines it, word by word. */
    private static Hash defined(List<Hash> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int middle = Integer.highestOneBit(leaves.size() - 1);
        return Hash.ofNode(defined(leaves.subList(0, middle)), defined(leaves.subList(middle, leaves.size())));
    }

    @Test
    void rootsAreThoseOfTheReferenceImplementation() {
        for (int size = 0; size <= LEAVES.size(); size++) {
            assertThat(Frontier.EMPTY.with(reference().subList(0, size)).root()).hasToString(ROOTS.get(size));
        }
    }

    @Test
    void pathsAreThoseOfTheReferenceImplementation() {
        var kept = new HashMap<Subtree, Hash>();
        for (int i = 0; i < LEAVES.size(); i++) {
            kept.put(new Subtree(0, i), reference().get(i));
        }

        assertThat(hashes(Proofs.inclusion(5, 8), kept).stream().map(Hash::toString))
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(hashes(Proofs.consistency(6, 8), kept).stream().map(Hash::toString))
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(hashes(Proofs.consistency(2, 5), kept).stream().map(Hash::toString))
                .containsExactly(
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    }

    @Test
    void howeverItIsMadeLongerTheRootIsTheSame() {
        var random = new Random(1);
        for (int size = 1; size < 300; size++) {
            var frontier = Frontier.EMPTY;
            while (frontier.size() < size) {
                int until = (int) frontier.size() + 1 + random.nextInt(size - (int) frontier.size());
                frontier =
                        Frontier.of(frontier.size(), frontier.bytes()).with(MANY.subList((int) frontier.size(), until));
            }
            assertThat(frontier.root()).isEqualTo(defined(MANY.subList(0, size)));
        }
    }

    @Test
    void everyLeafIsProvenAndNoOther() {
        for (int size = 1; size <= SIZES; size++) {
            var root = root(size);
            var kept = kept(size);
            for (int leaf = 0; leaf < size; leaf++) {
                var path = hashes(Proofs.inclusion(leaf, size), kept);
                assertThat(Proofs.includes(root, size, leaf, MANY.get(leaf), path))
                        .isTrue();
                assertThat(Proofs.includes(root, size, leaf, MANY.get(size), path))
                        .isFalse();
                assertThat(Proofs.includes(root(size + 1), size, leaf, MANY.get(leaf), path))
                        .isFalse();
                for (int other = 0; other < size; other++) {
                    assertThat(other != leaf && Proofs.includes(root, size, other, MANY.get(leaf), path))
                            .isFalse();
                }
                int position = leaf;
                int all = size;
                assertThat(mutants(path)).noneMatch(it -> Proofs.includes(root, all, position, MANY.get(position), it));
            }
        }
    }

    @Test
    void everyLongerTreeIsProvenToGoOnAndNoOther() {
        for (int longer = 1; longer <= SIZES; longer++) {
            var kept = kept(longer);
            for (int shorter = 1; shorter <= longer; shorter++) {
                var path = hashes(Proofs.consistency(shorter, longer), kept);
                var root = root(longer);
                int size = shorter;
                int end = longer;
                assertThat(Proofs.continues(root, longer, root(shorter), shorter, path))
                        .isTrue();
                assertThat(Proofs.continues(root, longer, root(shorter + 1), shorter, path))
                        .isFalse();
                assertThat(Proofs.continues(root(longer + 1), longer, root(shorter), shorter, path))
                        .isFalse();
                assertThat(mutants(path)).noneMatch(it -> Proofs.continues(root, end, root(size), size, it));
            }
        }
    }

    private static Stream<List<Hash>> mutants(List<Hash> path) {
        var all = new ArrayList<List<Hash>>();
        for (int i = 0; i < path.size(); i++) {
            var changed = new ArrayList<>(path);
            changed.set(i, MANY.get(100 + i));
            all.add(changed);
            var without = new ArrayList<>(path);
            without.remove(i);
            all.add(without);
        }
        var more = new ArrayList<>(path);
        more.add(MANY.get(100));
        all.add(more);
        return all.stream();
    }

    @Test
    void proofsOfALongTreeReadFewHashes() {
        var random = new Random(2);
        int size = MANY.size() - 3;
        var root = root(size);
        var kept = kept(size);
        for (int round = 0; round < 200; round++) {
            int leaf = random.nextInt(size);
            var needed = Proofs.inclusion(leaf, size);
            long read = needed.stream()
                    .flatMap(it -> it.subtrees().stream())
                    .mapToLong(it -> it.keptUntil() - it.keptFrom())
                    .sum();
            assertThat(read).isLessThan(4 * 256);
            assertThat(Proofs.includes(root, size, leaf, MANY.get(leaf), hashes(needed, kept)))
                    .isTrue();
        }
    }

    @Test
    void aProofAmongAMillionFitsAKilobyte() {
        assertThat(Stream.of(0L, 1L, 499_999L, 999_999L)
                        .mapToInt(leaf -> Proofs.inclusion(leaf, 1_000_000).size() * Hash.BYTES))
                .allMatch(bytes -> bytes <= 640);
    }

    @Test
    void whatIsNoTreeIsRefused() {
        assertThatThrownBy(() -> Frontier.of(3, new byte[32])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash.split(new byte[33])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proofs.inclusion(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proofs.consistency(4, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Proofs.includes(root(3), 3, -1, MANY.getFirst(), List.of())).isFalse();
        assertThat(Proofs.continues(root(3), 3, root(4), 4, List.of())).isFalse();
        assertThat(Proofs.continues(root(3), 3, Hash.ofNothing(), 0, List.of())).isTrue();
    }
}
