package sandbox.chaos.operators;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * For every call of every operator and every point: how many were killed there, and of how many all books are right.
 */
final class KillMatrix {

    private final Map<String, Map<KillPoint, Count>> rows = new TreeMap<>();

    private record Count(int killed, int right) {}

    void add(Cell cell, boolean right) {
        rows.computeIfAbsent(cell.row(), _ -> new EnumMap<>(KillPoint.class))
                .merge(cell.point(), new Count(1, right ? 1 : 0), KillMatrix::plus);
    }

    private static Count plus(Count one, Count other) {
        return new Count(one.killed() + other.killed(), one.right() + other.right());
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("%-24s %s"
                .formatted(
                        "",
                        Stream.of(KillPoint.values())
                                .map(point -> "%14s".formatted(point.words()))
                                .collect(Collectors.joining())));
        rows.forEach((row, cells) -> lines.add("%-24s %s"
                .formatted(
                        row,
                        Stream.of(KillPoint.values())
                                .map(point -> cells.getOrDefault(point, new Count(0, 0)))
                                .map(count -> "%14s".formatted(count.right() + "/" + count.killed()))
                                .collect(Collectors.joining()))));
        return lines;
    }
}
