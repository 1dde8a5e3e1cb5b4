package gateway.operators.wire;

import gateway.operators.wire.Passwords.Change;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets in who knows the operator's password, and nobody else; changes it for who is in. */
@Component
public final class Doorman {

    private final Passwords passwords;
    private final TroubledCalls trouble;
    private final WireSettings settings;

    Doorman(Passwords passwords, TroubledCalls trouble, WireSettings settings) {
        this.passwords = passwords;
        this.trouble = trouble;
        this.settings = settings;
    }

    /**
     * The answer to a call.
     *
     * @param authorization the header as it came
     * @param work not begun before the password is known to be right
     * @param stranger what everybody else hears, whatever else is wrong with the call
     */
    public Mono<Reply> admit(Login login, @Nullable String authorization, Mono<Reply> work, Supplier<Reply> stranger) {
        return passwords
                .areRight(login, authorization)
                .flatMap(right -> right ? work : Mono.fromSupplier(() -> refuse(login, stranger)));
    }

    private Reply refuse(Login login, Supplier<Reply> stranger) {
        trouble.wrongCredentials(login.operator());
        return stranger.get();
    }

    /** From now on, on every node; see {@link Passwords}. */
    public Mono<Change> change(Login login, @Nullable String authorization, String password) {
        return passwords
                .change(login, authorization, password, settings.passwordOverlap())
                .doOnNext(change -> noteChange(login, change));
    }

    private void noteChange(Login login, Change change) {
        if (change == Change.DONE) {
            trouble.passwordChanged(login.operator());
        }
    }
}
