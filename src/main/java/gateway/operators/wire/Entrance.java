package gateway.operators.wire;

import gateway.operators.Operator;
import java.util.List;

/**
 * Where an operator calls us, and from where.
 *
 * @param path where it is served: this path, and everything below it
 * @param sources the networks that it calls from
 */
public record Entrance(Operator operator, String path, Sources sources) {

    public Entrance(Operator operator, String path, List<String> sources) {
        this(operator, path, Sources.of(sources));
    }
}
