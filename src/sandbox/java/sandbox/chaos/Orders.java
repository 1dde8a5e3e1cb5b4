package sandbox.chaos;

/** What customers want, one after the other. */
public interface Orders {

    Order next();
}
