package sandbox.chaos.faults;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
        HUMO_REFUND("humo", "merchant"),
        PAYME_TO_MERCHANT("payme", "merchant"),
        PAYME_TO_HUMO("payme", "humo"),
        PAYME_REFUND("payme", "merchant"),
        CLICK_TO_MERCHANT("click", "merchant"),
        CLICK_REFUND("click", "merchant"),
        BILL_TO_MERCHANT("bill", "merchant"),
        UZUM_TO_MERCHANT("code", "merchant"),
        UZUM_REFUND("code", "merchant"),
        /** Payme tops up a card: the wallet has it first. */
        TOP_UP_OF_UZCARD("operator", "uzcard"),
        TOP_UP_OF_HUMO("operator", "humo");

        private static final Set<String> SERVICES = Set.of("payme", "click", "bill", "code", "operator");

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

        /** Whether an operator is called, or calls. */
        boolean isService() {
            return SERVICES.contains(from);
        }

        boolean isTopUp() {
            return from.equals("operator");
        }

        boolean isBill() {
            return from.equals("bill");
        }

        /** A refund of all that was paid, because its rail gives back no part. */
        boolean isWhole() {
            return isRefund() && isService();
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

        /** Amounts mean nothing to what gives all back. */
        boolean isWhole() {
            return this == APPROVES || this == NOT_SENT;
        }

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

    /** Every scene with every answer of its rail. */
    static List<Cell> everyWay(Predicate<Scene> scenes) {
        return Stream.of(Scene.values())
                .filter(scenes)
                .flatMap(scene -> Stream.of(RailAnswer.values())
                        .filter(answer -> !scene.isWhole() || answer.isWhole())
                        .map(answer -> new Cell(scene, answer, Manner.WAITS, null)))
                .toList();
    }

    /** Nobody waits for an operator's top-up to come to its card, so there is one manner of it. */
    Stream<Cell> everyManner() {
        return scene.isTopUp() ? Stream.of(this) : Stream.of(Manner.values()).map(this::by);
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
