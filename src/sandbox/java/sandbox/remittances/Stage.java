package sandbox.remittances;

import java.util.function.Supplier;
import sandbox.chaos.Sandbox;
import sandbox.embedded.Database;
import sandbox.mobile.MobileApp;

/**
 * Where stories are played.
 *
 * @param phones fresh ones, that nobody has signed in with
 * @param sandbox of the rails and of the correspondents
 * @param database the gateway's, to read what it wrote down
 */
public record Stage(Supplier<MobileApp> phones, Sandbox sandbox, Database database) {

    /** What a bank abroad does of its own accord. */
    void act(String act, Object words) {
        sandbox.act("correspondent", act, words);
    }
}
