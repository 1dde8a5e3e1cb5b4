package gateway.platform.iso8583;

/** The one way in which reading bytes can fail. It carries no bytes, for they may be card data. */
final class Malformation extends Exception {

    private static final long serialVersionUID = 1;

    Malformation(String why) {
        // No stack: whoever sends garbage must not make us walk ours.
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
