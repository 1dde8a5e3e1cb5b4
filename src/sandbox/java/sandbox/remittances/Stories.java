package sandbox.remittances;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import sandbox.remittances.Story.Back;

/** What can become of money that is sent abroad, each on both transports. */
public final class Stories {

    private static final List<Way> BOTH = List.of(Way.DOLLARS_HTTPS, Way.DOLLARS_FILES);
    private static final List<String> SENT = List.of("awaiting_payment", "sent");
    private static final List<String> CREDITED = with(SENT, "accepted", "settled", "credited");
    private static final List<String> BACK = with(CREDITED, "giving_back", "given_back");

    private Stories() {}

    /** Nobody does anything. */
    private static void nothing(Sent ignored) {}

    /** Those that need nobody but the bank and the customer. */
    public static List<Story> undisturbed() {
        return Stream.of(
                        Stream.of(Way.values())
                                .filter(way -> way != Way.DOLLARS_SECOND)
                                .map(way -> new Story(
                                        "delivered", way, "", Stories::nothing, CREDITED, Back.NOTHING, false)),
                        both("slow", "SLOW", Stories::nothing, with(SENT, "accepted", "credited"), Back.NOTHING, false),
                        both("told twice", "TWICE", Stories::nothing, CREDITED, Back.NOTHING, false),
                        both(
                                "rejected",
                                "REJECT AC04",
                                Stories::nothing,
                                with(SENT, "giving_back", "given_back"),
                                Back.ALL,
                                false),
                        both(
                                "refused",
                                "REFUSE",
                                Stories::nothing,
                                with(SENT, "giving_back", "given_back"),
                                Back.ALL,
                                false),
                        both("bounced after delivery", "RETURN AC01", Stories::nothing, BACK, Back.WORTH, false),
                        both("returned less charges", "RETURNFEE", Stories::nothing, BACK, Back.PART, false),
                        both("returned in part", "RETURNPART", Stories::nothing, BACK, Back.PART, false),
                        both("contradicted", "CONTRADICT", Stories::nothing, with(SENT, "settled"), Back.NOTHING, true),
                        recalled())
                .flatMap(it -> it)
                .toList();
    }

    private static Stream<Story> recalled() {
        return Stream.of(
                        both(
                                "recalled, granted",
                                "SILENT",
                                sent -> {
                                    sent.awaitStatus("sent");
                                    sent.recall();
                                    sent.awaitRecall("granted");
                                },
                                with(SENT, "giving_back", "given_back"),
                                Back.WORTH,
                                false),
                        both("recalled, refused", "KEEP", recall("refused"), CREDITED, Back.NOTHING, false),
                        both("recalled, granted later", "LATER", recall("granted"), BACK, Back.WORTH, false))
                .flatMap(it -> it);
    }

    private static Consumer<Sent> recall(String answer) {
        return sent -> {
            sent.awaitStatus("credited");
            sent.recall();
            sent.awaitRecall(answer);
        };
    }

    /** Nothing is heard for longer than the corridor allows. Then somebody asks, or the customer wants it back. */
    public static List<Story> silent() {
        var found = new Story(
                "silent, then found",
                Way.DOLLARS_HTTPS,
                "SILENT",
                sent -> {
                    sent.awaitDelay();
                    sent.bankSays("ACCC");
                },
                with(SENT, "credited"),
                Back.NOTHING,
                false);
        var foundByFile = new Story(
                found.name(), Way.DOLLARS_FILES, found.word(), found.turn(), found.statuses(), found.back(), false);
        var recalled = both(
                "silent, then recalled",
                "SILENT",
                sent -> {
                    sent.awaitDelay();
                    sent.recall();
                },
                with(SENT, "giving_back", "given_back"),
                Back.WORTH,
                false);
        return Stream.concat(Stream.of(found, foundByFile), recalled).toList();
    }

    /** It ends as if nothing had happened, whatever happened. */
    public static Story unharmed(Way way, String name) {
        return new Story(name, way, "", Stories::nothing, CREDITED, Back.NOTHING, false);
    }

    private static Stream<Story> both(
            String name, String word, Consumer<Sent> turn, List<String> statuses, Back back, boolean looked) {
        return BOTH.stream().map(way -> new Story(name, way, word, turn, statuses, back, looked));
    }

    private static List<String> with(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
