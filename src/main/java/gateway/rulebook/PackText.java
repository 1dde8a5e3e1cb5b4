package gateway.rulebook;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * The plainest YAML there is: one small, flat document without aliases, anchors and tags. Nothing of it is executed.
 */
public final class PackText {

    public static final int MOST_CHARACTERS = 256 * 1024;
    /** A character has at most four. */
    public static final int MOST_BYTES = 4 * MOST_CHARACTERS;

    private static final int DEEPEST = 16;
    private static final String NOT_READ = "not the YAML that is read here";

    private PackText() {}

    /** Throws {@link UnfitPack}. */
    public static PackNode read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw unfit(1, "a pack has at most " + MOST_CHARACTERS + " characters");
        }
        try {
            check(yaml().parse(new StringReader(text)));
            var root = yaml().compose(new StringReader(text));
            if (root == null) {
                throw unfit(1, "the pack is empty");
            }
            return new PackNode(root, "");
        } catch (MarkedYAMLException wrong) {
            throw unfit(line(wrong.getProblemMark()), NOT_READ + ": " + wrong.getProblem());
        } catch (YAMLException wrong) {
            throw unfit(1, NOT_READ);
        }
    }

    /** The text of a pack's file. Throws {@link UnfitPack} where it is none. */
    public static String load(Resource pack) throws IOException {
        try (var stream = pack.getInputStream()) {
            var bytes = stream.readNBytes(MOST_BYTES + 1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw unfit(1, "it is not UTF-8 text");
        }
    }

    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        return new Yaml(new SafeConstructor(options));
    }

    // Event by event, so that deep nesting is met before the parser has gone far: its time grows with depth squared.
    private static void check(Iterable<Event> events) {
        int depth = 0;
        for (var event : events) {
            check(event);
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                throw unfit(line(event.getStartMark()), "it is nested too deeply");
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    private static void check(Event event) {
        if (event instanceof AliasEvent || (event instanceof NodeEvent node && node.getAnchor() != null)) {
            throw unfit(line(event.getStartMark()), "aliases and anchors are not read: write it out");
        }
        if ((event instanceof ScalarEvent scalar && scalar.getTag() != null)
                || (event instanceof CollectionStartEvent start && start.getTag() != null)) {
            throw unfit(line(event.getStartMark()), "tags are not read");
        }
    }

    private static int line(@Nullable Mark mark) {
        return mark == null ? 1 : mark.getLine() + 1;
    }

    private static UnfitPack unfit(int line, String reason) {
        return new UnfitPack(new Remark(line, "", reason));
    }
}
