package sandbox.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sandbox.embedded.Database;

/** PostgreSQL's own yardstick, pgbench with its usual script, on the server that the gateway uses. */
final class TpcB {

    private static final String NAME = "pgbench";
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final Path program;
    private final Database database;

    private TpcB(Path program, Database database) {
        this.program = program;
        this.database = database;
    }

    /** With ten branches; empty when pgbench is not installed. */
    static Optional<TpcB> on(Database server) {
        var program = find();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        try (var connection = server.jdbc();
                var create = connection.createStatement()) {
            create.execute("create database " + NAME);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var made = new TpcB(program.get(), server.named(NAME));
        made.run("-i", "-q", "-s", "10");
        return Optional.of(made);
    }

    /** The same, where {@link #on} was called before. */
    static Optional<TpcB> again(Database server) {
        return find().map(program -> new TpcB(program, server.named(NAME)));
    }

    /** Transactions a second by eight clients. */
    double perSecond(int seconds) {
        var said = run("-c", "8", "-j", "2", "-M", "prepared", "-T", String.valueOf(seconds));
        var rates = RATE.matcher(said).results().mapToDouble(it -> Double.parseDouble(it.group(1)));
        OptionalDouble rate = rates.findFirst();
        return rate.orElseThrow(() -> new IllegalStateException("pgbench said: " + said));
    }

    private String run(String... options) {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-h", database.host(), "-p", String.valueOf(database.port())));
        command.addAll(List.of("-U", database.user(), database.name()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.password());
        try {
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("pgbench failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new IllegalStateException("pgbench cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> find() {
        var path = Stream.of(String.valueOf(System.getenv("PATH")).split(":")).map(Path::of);
        var debian = Stream.of("18", "17", "16", "15").map(it -> Path.of("/usr/lib/postgresql", it, "bin"));
        return Stream.concat(path, debian)
                .map(folder -> folder.resolve(NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
