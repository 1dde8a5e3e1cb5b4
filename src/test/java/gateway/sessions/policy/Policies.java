package gateway.sessions.policy;

import gateway.packs.InForce;
import gateway.rulebook.PackText;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;

/** Policies for tests. */
public final class Policies {

    private Policies() {}

    /** One of the packs that come with the program. */
    public static PolicyInForce shipped(String name) {
        var kind = new SessionPacks();
        return new PolicyInForce(InForce.always(kind, kind.read(text(name))));
    }

    static String text(String name) {
        try {
            return PackText.load(new ClassPathResource(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
