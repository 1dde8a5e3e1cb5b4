package sandbox.run;

import java.nio.file.Path;
import java.sql.SQLException;
import sandbox.embedded.Database;
import sandbox.embedded.PostgresServer;

/** The embedded PostgreSQL of an installation, durable and with its data in the installation's folder. */
final class PostgresPart implements Part {

    private static final String DATABASE = "oqim";

    private final Home home;
    private volatile PostgresServer server;
    private boolean abandoned;

    private PostgresPart(Home home, PostgresServer server) {
        this.home = home;
        this.server = server;
    }

    static PostgresPart start(Home home) {
        var part = new PostgresPart(home, launch(home, 0));
        part.createDatabase();
        return part;
    }

    Database database() {
        return server.database(DATABASE);
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public ProcessHandle process() {
        return server.process();
    }

    @Override
    public Path log() {
        return home.log(name());
    }

    @Override
    public void stop() {
        server.close();
    }

    @Override
    public synchronized void abandon() {
        abandoned = true;
        // A server that somebody made stand still does not hear that it shall end.
        Signal.CONT.reaches(process());
        server.abandon();
    }

    @Override
    public void restart() {
        int port = server.port();
        server.close();
        relaunch(port);
    }

    // A server that has been started is known here, or it could not be ended.
    private synchronized void relaunch(int port) {
        if (abandoned) {
            throw new IllegalStateException("PostgreSQL was abandoned");
        }
        server = launch(home, port);
    }

    private static PostgresServer launch(Home home, int port) {
        var output = ProcessBuilder.Redirect.appendTo(home.log("postgres").toFile());
        return PostgresServer.start(home.data("postgres"), port, true, output);
    }

    private void createDatabase() {
        try (var connection = server.database("postgres").jdbc();
                var find = connection.prepareStatement("select 1 from pg_database where datname = ?");
                var create = connection.createStatement()) {
            find.setString(1, DATABASE);
            if (!find.executeQuery().next()) {
                create.execute("create database " + DATABASE);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create the database " + DATABASE, e);
        }
    }
}
