package sandbox.operators;

import sandbox.operators.OperatorWire.Heard;

/** One that shares a secret with the gateway, and forges with another one. */
abstract class SecretTeller implements Teller {

    private final String operator;
    private final String secret;

    SecretTeller(String operator, String secret) {
        this.operator = operator;
        this.secret = secret;
    }

    abstract Message call(Step step, Slip slip, String secret);

    @Override
    public final String operator() {
        return operator;
    }

    @Override
    public final Message message(Step step, Slip slip) {
        return call(step, slip, secret);
    }

    @Override
    public final Message forged(Step step, Slip slip) {
        return call(step, slip, secret + "x");
    }

    /** What it also needs the secret for. */
    final String secret() {
        return secret;
    }

    @Override
    public Slip learned(Slip slip, Heard heard) {
        return slip;
    }
}
