package gateway.operators.wire;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets in who knows the operator's password, and nobody else; changes it for who is in. */
@Component
public final class Doorman {

    private final Passwords passwords;
    private final TroubledCalls trouble;

    Doorman(Passwords passwords, TroubledCalls trouble) {
        this.passwords = passwords;
        this.trouble = trouble;
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

    /** From now on, on every node. False when it is the password that counts already: nothing was changed. */
    public Mono<Boolean> change(Login login, String password) {
        return passwords.change(login, password).doOnNext(changed -> noteChange(login, changed));
    }

    private void noteChange(Login login, boolean changed) {
        if (changed) {
            trouble.passwordChanged(login.operator());
        }
    }
}
