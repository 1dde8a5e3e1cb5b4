package gateway.sessions.codes;

/** The sentence around a code. */
@FunctionalInterface
public interface SmsText {

    String with(String code);
}
