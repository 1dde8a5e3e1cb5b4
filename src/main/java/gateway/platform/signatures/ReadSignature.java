package gateway.platform.signatures;

import gateway.platform.signatures.Member.InnerList;
import gateway.platform.signatures.Member.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the signature of a request and judges everything but the key: what is covered, when it was made, whether the
 * body is the one that was signed. Pure.
 *
 * @param longest how long a signature may be good
 * @param clocksDiffer how far ahead of ours the signer's clock may be
 */
public record ReadSignature(Duration longest, Duration clocksDiffer) {

    public static final String INPUT = "Signature-Input";
    public static final String HEADER = "Signature";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_=+/.:-]{16,64}");
    private static final Set<String> ALWAYS = Set.of("@method");
    private static final Set<String> TARGET = Set.of("@target-uri");
    private static final Set<String> TARGET_IN_PARTS = Set.of("@authority", "@path", "@query");
    private static final Set<String> BODY = Set.of("content-digest", "content-type");

    /** What was read. */
    public sealed interface Reading {

        /** Nothing is signed. */
        record Unsigned() implements Reading {}

        /** @param why for the caller: nothing that helps to forge */
        record Unfit(String why) implements Reading {}

        /**
         * All that is left is to see whether the key signed this.
         *
         * @param base what was signed
         */
        @SuppressWarnings("ArrayRecordComponent") // Never compared.
        record Signed(String keyId, SignatureAlgorithm algorithm, String nonce, byte[] base, byte[] signature)
                implements Reading {

            public boolean isBy(VerifyingKey key) {
                return key.algorithm() == algorithm && key.verifies(base, signature);
            }

            @Override
            public String toString() {
                return "Signed[" + keyId + "]";
            }
        }
    }

    public Reading read(SignedMessage message, Instant now) {
        var inputs = message.header().apply(INPUT);
        var signatures = message.header().apply(HEADER);
        if (inputs.isEmpty() && signatures.isEmpty()) {
            return new Reading.Unsigned();
        }
        return pair(inputs, signatures)
                .map(pair -> judged(message, pair, now))
                .orElseGet(() -> new Reading.Unfit("Send one signature and its input, each under the same name"));
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Pair(InnerList input, byte[] signature) {}

    private static Optional<Pair> pair(List<String> inputs, List<String> signatures) {
        var input = DictionaryReader.read(inputs).filter(it -> it.size() == 1);
        var signature = DictionaryReader.read(signatures).filter(it -> it.size() == 1);
        return input.isPresent() && signature.isPresent() ? pair(input.get(), signature.get()) : Optional.empty();
    }

    private static Optional<Pair> pair(Map<String, Member> input, Map<String, Member> signature) {
        var name = input.keySet().iterator().next();
        return input.get(name) instanceof InnerList list
                        && signature.get(name) instanceof Item(Bare.Bytes(var bytes), var _)
                ? Optional.of(new Pair(list, bytes))
                : Optional.empty();
    }

    private Reading judged(SignedMessage message, Pair pair, Instant now) {
        var parameters = new Parameters(pair.input().parameters());
        var base = SignatureBase.of(message, pair.input());
        if (base.isEmpty()) {
            return new Reading.Unfit("A component is covered that is not there, is there twice, or has parameters");
        }
        if (!covers(pair.input(), message.body().length > 0)) {
            return new Reading.Unfit("Cover @method, @target-uri (or @authority, @path and @query), and with a body"
                    + " content-digest and content-type");
        }
        if (!isNow(parameters, now)) {
            return new Reading.Unfit(
                    "created and expires have to be around now, and at most %d s apart".formatted(longest.toSeconds()));
        }
        var digest = message.header().apply(ContentDigest.HEADER);
        boolean told = message.body().length > 0 || !digest.isEmpty();
        if (told && !ContentDigest.fits(digest, message.body())) {
            return new Reading.Unfit("Content-Digest is not the digest of this body");
        }
        return signed(parameters, pair, base.get());
    }

    private static Reading signed(Parameters parameters, Pair pair, byte[] base) {
        var keyId = parameters.text("keyid");
        var algorithm = parameters.text("alg").flatMap(SignatureAlgorithm::of);
        var nonce = parameters.text("nonce").filter(it -> NAME.matcher(it).matches());
        if (keyId.isEmpty() || algorithm.isEmpty() || nonce.isEmpty()) {
            return new Reading.Unfit("Name keyid, alg (ed25519 or hmac-sha256) and a nonce of 16 to 64 characters");
        }
        return new Reading.Signed(keyId.get(), algorithm.get(), nonce.get(), base, pair.signature());
    }

    private static boolean covers(InnerList input, boolean body) {
        var covered = new HashSet<String>();
        input.items().forEach(item -> {
            if (item.bare() instanceof Bare.Text(var name)) {
                covered.add(name);
            }
        });
        return covered.containsAll(ALWAYS)
                && (covered.containsAll(TARGET) || covered.containsAll(TARGET_IN_PARTS))
                && (!body || covered.containsAll(BODY));
    }

    private boolean isNow(Parameters parameters, Instant now) {
        var created = parameters.second("created");
        var expires = parameters.second("expires");
        return created.isPresent()
                && expires.isPresent()
                && !created.get().isAfter(now.plus(clocksDiffer))
                && now.isBefore(expires.get())
                && created.get().isBefore(expires.get())
                && !expires.get().isAfter(created.get().plus(longest));
    }

    /** What a signature says of itself. */
    private record Parameters(Map<String, Bare> all) {

        Optional<String> text(String name) {
            return all.get(name) instanceof Bare.Text(var value) ? Optional.of(value) : Optional.empty();
        }

        Optional<Instant> second(String name) {
            return all.get(name) instanceof Bare.Whole(var value)
                    ? Optional.of(Instant.ofEpochSecond(value))
                    : Optional.empty();
        }
    }
}
