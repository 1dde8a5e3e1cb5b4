package gateway.sessions.tokens;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.platform.crypto.MasterKey;
import gateway.shared.ids.SessionId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** A refresh token: nothing but what we made is one, and what we make is read back. */
public final class RefreshTokenFuzz implements FuzzTarget {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final RefreshTokens tokens = new RefreshTokens(new MasterKey(KEY));

    @Override
    public void read(byte[] input) {
        var text = Promises.latin(input);
        tokens.read(text)
                .ifPresent(it -> Promises.holds(
                        text.startsWith(tokens.of(it.session(), it.generation())), "we never made this one"));
        if (input.length >= 20) {
            var bytes = ByteBuffer.wrap(input);
            var presented = new RefreshTokens.Presented(
                    new SessionId(new UUID(bytes.getLong(), bytes.getLong())), bytes.getInt());
            Promises.same(
                    presented,
                    tokens.read(tokens.of(presented.session(), presented.generation()))
                            .orElse(null));
        }
    }
}
