package gateway.fees.pack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The fields of a place in a pack: known ones, each once. */
record Fields(PackNode place, Map<String, PackNode> byName) {

    /** @param known what may stand there; a fault names none that is not among it, for that may be anything */
    static Fields of(PackNode place, String... known) {
        if (!(place.node() instanceof MappingNode mapping)) {
            throw place.fault("must have the fields " + String.join(", ", known));
        }
        var names = List.of(known);
        var fields = new LinkedHashMap<String, PackNode>();
        for (var tuple : mapping.getValue()) {
            var key = new PackNode(tuple.getKeyNode(), place.path());
            if (!(key.node() instanceof ScalarNode name) || !name.getTag().equals(Tag.STR)) {
                throw key.fault("a field's name must be a text");
            }
            if (!names.contains(name.getValue())) {
                throw key.fault("has a field that is not known; known are " + String.join(", ", known));
            }
            var path = place.path().isEmpty() ? name.getValue() : place.path() + "." + name.getValue();
            if (fields.put(name.getValue(), new PackNode(tuple.getValueNode(), path)) != null) {
                throw key.fault("has the field " + name.getValue() + " twice");
            }
        }
        return new Fields(place, fields);
    }

    PackNode required(String name) {
        return optional(name).orElseThrow(() -> place.fault("lacks the field " + name));
    }

    Optional<PackNode> optional(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }
}
