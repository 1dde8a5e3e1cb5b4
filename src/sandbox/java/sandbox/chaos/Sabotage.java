package sandbox.chaos;

import java.util.Locale;

/** The negative control: how the judge's copy of a rail's books is falsified. A judge that still passes is no judge. */
public enum Sabotage {
    /** One charge of a completed payment is missing. */
    LOST,
    /** One charge of a completed payment stands there twice. */
    DOUBLED;

    static Sabotage named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
