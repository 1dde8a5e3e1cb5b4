package gateway.operators.wire;

import gateway.operators.Operator;
import org.jspecify.annotations.Nullable;

/**
 * How an operator proves who it is, as agreed.
 *
 * @param sha256 hash of the password in the settings, in hex; it counts until the operator chose one itself. Nobody
 *     gets in without either
 */
public record Login(
        Operator operator, String name, @Nullable String sha256) {

    @Override
    public String toString() {
        return "Login[" + operator + "]";
    }
}
