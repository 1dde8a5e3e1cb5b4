package gateway.platform.signatures;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What stands behind a name of a dictionary (RFC 9651 section 3.2): one value, or a list of them in brackets. */
sealed interface Member {

    /** In the order in which they came. */
    Map<String, Bare> parameters();

    /** As it is written in a field and in what is signed. */
    String written();

    /** One value with its parameters. */
    record Item(Bare bare, Map<String, Bare> parameters) implements Member {

        public Item {
            parameters = ordered(parameters);
        }

        @Override
        public String written() {
            return bare.written() + Member.written(parameters);
        }
    }

    /** Values in brackets, each with parameters, and parameters of the whole. */
    record InnerList(List<Item> items, Map<String, Bare> parameters) implements Member {

        public InnerList {
            items = List.copyOf(items);
            parameters = ordered(parameters);
        }

        @Override
        public String written() {
            return items.stream().map(Item::written).collect(Collectors.joining(" ", "(", ")"))
                    + Member.written(parameters);
        }
    }

    private static Map<String, Bare> ordered(Map<String, Bare> parameters) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    private static String written(Map<String, Bare> parameters) {
        return parameters.entrySet().stream()
                .map(it -> it.getValue() instanceof Bare.Flag(var yes) && yes
                        ? ";" + it.getKey()
                        : ";" + it.getKey() + "=" + it.getValue().written())
                .collect(Collectors.joining());
    }
}
