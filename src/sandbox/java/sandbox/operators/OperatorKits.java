package sandbox.operators;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** One kit for each operator. */
public final class OperatorKits {

    private static final Map<String, Function<KitWorld, OperatorKit>> ALL = Map.of(
            "payme", PaymeKit::new,
            "click", ClickKit::new,
            "uzum", UzumKit::new,
            "paynet", PaynetKit::new,
            "paynet-soap", PaynetSoapKit::new);

    private OperatorKits() {}

    public static SortedSet<String> names() {
        return new TreeSet<>(ALL.keySet());
    }

    /** Throws when there is none of that name. */
    public static OperatorKit of(String name, KitWorld world) {
        return Optional.ofNullable(ALL.get(name)).orElseThrow().apply(world);
    }
}
