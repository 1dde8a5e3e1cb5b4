package sandbox.chaos.faults;

import org.jspecify.annotations.Nullable;

/**
 * One combination of the crash points: what is asked, how the rail answers, what the client does, and where it halts.
 *
 * @param point null to go on to the end
 */
record Cell(
        Scene scene,
        RailAnswer answer,
        Manner manner,
        @Nullable String point) {

    private static final long LARGE = 1_100_000;
    private static final long USUAL = 10_000;

    /** What a customer wants. */
    enum Scene {
        UZCARD_TO_MERCHANT("uzcard", "merchant"),
        HUMO_TO_MERCHANT("humo", "merchant"),
        VISA_TO_MERCHANT("visa", "merchant"),
        WALLET_TO_UZCARD("wallet", "uzcard"),
        WALLET_TO_HUMO("wallet", "humo"),
        WALLET_TO_VISA("wallet", "visa"),
        UZCARD_TO_HUMO("uzcard", "humo"),
        CONFIRMED("uzcard", "merchant"),
        CANCELLED("uzcard", "merchant"),
        UZCARD_REFUND("uzcard", "merchant"),
        // Not of VISA: its books do not say what a refund gives back, so the judge could not tell whose it is.
        HUMO_REFUND("humo", "merchant");

        private final String from;
        private final String to;

        Scene(String from, String to) {
            this.from = from;
            this.to = to;
        }

        String from() {
            return from;
        }

        String to() {
            return to;
        }

        /** Whether it waits for the customer's code. */
        boolean waits() {
            return this == CONFIRMED || this == CANCELLED;
        }

        boolean isRefund() {
            return name().endsWith("REFUND");
        }
    }

    /** How the rail answers, by the last digits of the amount. */
    enum RailAnswer {
        APPROVES(10),
        DECLINES(51),
        SILENT_AND_DONE(73),
        SILENT_AND_NOT_DONE(72),
        NOT_SENT(11),
        LATE(74),
        SLOW(71),
        GARBLED(76);

        private final int digits;

        RailAnswer(int digits) {
            this.digits = digits;
        }
    }

    /** What the client does meanwhile. */
    enum Manner {
        WAITS,
        HANGS_UP,
        /** Asks both nodes, almost at once. */
        ASKS_TWICE
    }

    Cell at(String other) {
        return new Cell(scene, answer, manner, other);
    }

    Cell by(Manner other) {
        return new Cell(scene, answer, other, point);
    }

    /** In tiyin; the whole so'm vary, because at HUMO they choose the message that is met. */
    long minor(int number) {
        return ((scene.waits() ? LARGE : USUAL) + number % 1_000) * 100 + answer.digits;
    }
}
