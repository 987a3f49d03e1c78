package dev.ghlsync.e2e;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Postgres in which each consumer has a database of its own. */
final class ConsumerDatabase implements AutoCloseable {
    private final EmbeddedPostgres server;

    private ConsumerDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Empty where Postgres cannot run, as under root in a sandbox without user namespaces; why is printed. */
    static Optional<ConsumerDatabase> start() {
        try {
            return Optional.of(new ConsumerDatabase(EmbeddedPostgres.start()));
        } catch (IOException | IllegalStateException e) {
            System.out.println("Postgres cannot be started: " + e);
            return Optional.empty();
        }
    }

    /** Makes a database and gives its address. */
    String make(String name, String tables) throws SQLException {
        execute("postgres", "CREATE DATABASE " + name);
        execute(name, tables);
        return address(name);
    }

    void execute(String name, String statements) throws SQLException {
        try (var connection = connect(name);
                var statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    /** The first column of the rows of a query with one parameter, as text. */
    List<String> column(String name, String query, String parameter) throws SQLException {
        try (var connection = connect(name);
                var statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            var rows = statement.executeQuery();
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection("jdbc:" + address(name));
    }

    private String address(String name) {
        return "postgresql://127.0.0.1:" + server.getPort() + "/" + name + "?user=postgres";
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
