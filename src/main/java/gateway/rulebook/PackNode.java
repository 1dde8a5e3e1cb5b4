package gateway.rulebook;

import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A place in a pack, with its line and path; reads what stands there, strictly, or throws {@link UnfitPack}. */
public record PackNode(Node node, String path) {

    private static final int MOST_ITEMS = 500;
    private static final int LONGEST = 500;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST_ID = 40;
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Pattern LENGTH = Pattern.compile("(0|[1-9][0-9]{0,4})([smhd])");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern NEGATIVE = Pattern.compile("-[0-9.]+");

    public UnfitPack fault(String reason) {
        return new UnfitPack(remark(reason));
    }

    public Remark remark(String reason) {
        return new Remark(node.getStartMark().getLine() + 1, path, reason);
    }

    public boolean isText() {
        return node.getTag().equals(Tag.STR);
    }

    public List<PackNode> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw fault("must be a list");
        }
        var nodes = sequence.getValue();
        if (nodes.size() > MOST_ITEMS) {
            throw fault("has more than " + MOST_ITEMS + " items");
        }
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> new PackNode(nodes.get(i), path + "[" + i + "]"))
                .toList();
    }

    /** Each once. */
    public <T> Set<T> set(Function<PackNode, T> reader) {
        var set = new LinkedHashSet<T>();
        for (var item : items()) {
            if (!set.add(reader.apply(item))) {
                throw item.fault("stands there twice");
            }
        }
        if (set.isEmpty()) {
            throw fault("must not be empty");
        }
        return set;
    }

    /** A sentence. */
    public String text() {
        var text = scalar(Tag.STR, "must be a text");
        if (text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw fault("must be a text of one line and up to " + LONGEST + " characters");
        }
        return text;
    }

    public String id() {
        var text = scalar(Tag.STR, "must be a name");
        if (text.length() > LONGEST_ID || !ID.matcher(text).matches()) {
            throw fault("must be a name such as card-to-card, of up to " + LONGEST_ID + " characters");
        }
        return text;
    }

    public int number() {
        var text = scalar(Tag.INT, "must be a whole number, without quotes");
        if (!NUMBER.matcher(text).matches()) {
            throw fault("must be a whole number from 0 to 999999999");
        }
        return Integer.parseInt(text);
    }

    public int number(int least, int most) {
        int number = number();
        if (number < least || number > most) {
            throw fault("must be %d to %d".formatted(least, most));
        }
        return number;
    }

    /** A length of time, such as {@code 59s}, {@code 15m}, {@code 24h} or {@code 30d}. */
    public Duration length(Duration least, Duration most) {
        var length = read("must be a length in quotes, such as \"59s\", \"15m\", \"24h\" or \"30d\"", PackNode::length);
        if (length.compareTo(least) < 0 || length.compareTo(most) > 0) {
            throw fault("must be from %ds to %ds".formatted(least.toSeconds(), most.toSeconds()));
        }
        return length;
    }

    private static Optional<Duration> length(String text) {
        var found = LENGTH.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(found.group(1));
        return Optional.of(
                switch (found.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    public LocalDate day() {
        if (!(node instanceof ScalarNode scalar)
                || !DAY.matcher(scalar.getValue()).matches()) {
            throw fault("must be a day such as 2026-01-31");
        }
        try {
            return LocalDate.parse(scalar.getValue());
        } catch (DateTimeException _) {
            throw fault("there is no such day");
        }
    }

    public Asset currency() {
        var code = scalar(Tag.STR, "must be a currency");
        return Asset.find(code).orElseThrow(() -> fault("no such currency here"));
    }

    /** A decimal in quotes: what stands without them is a binary fraction to YAML. */
    public Money money(Asset asset) {
        return read(
                "must be an amount in quotes, such as \"1500.00\"",
                "must be an amount such as \"1500.00\" with at most " + asset.scale() + " decimals",
                text -> Money.parse(text, asset));
    }

    /** A text of the reader's own form, which {@code otherwise} describes. */
    public <T> T read(String otherwise, Function<String, Optional<T>> reader) {
        return read(otherwise, otherwise, reader);
    }

    /**
     * The same, where what is no text at all is told differently.
     *
     * @param form how it is written
     */
    public <T> T read(String form, String otherwise, Function<String, Optional<T>> reader) {
        var text = scalar(Tag.STR, form);
        if (NEGATIVE.matcher(text).matches()) {
            throw fault("must not be negative");
        }
        return reader.apply(text).orElseThrow(() -> fault(otherwise));
    }

    public <E extends Coded> E word(E[] words) {
        var text = scalar(Tag.STR, "must be one of " + list(words));
        return Coded.find(words, text).orElseThrow(() -> fault("must be one of " + list(words)));
    }

    private static String list(Coded[] words) {
        return Arrays.stream(words).map(Coded::code).collect(Collectors.joining(", "));
    }

    private String scalar(Tag tag, String otherwise) {
        if (!(node instanceof ScalarNode scalar) || !scalar.getTag().equals(tag)) {
            throw fault(otherwise);
        }
        return scalar.getValue();
    }
}
