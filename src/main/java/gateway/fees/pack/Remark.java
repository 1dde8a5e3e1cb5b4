package gateway.fees.pack;

/**
 * What is wrong with a pack, or strange about it, and where.
 *
 * @param line from one
 * @param path such as {@code schedules[0].fees[2].charge}; empty for the whole
 */
public record Remark(int line, String path, String reason) {

    @Override
    public String toString() {
        return "line %d%s: %s".formatted(line, path.isEmpty() ? "" : ", " + path, reason);
    }
}
