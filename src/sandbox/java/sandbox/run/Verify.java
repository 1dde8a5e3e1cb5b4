package sandbox.run;

import gateway.audit.Trusted;
import gateway.audit.note.CheckpointKey;
import gateway.audit.note.MalformedNote;
import gateway.ledger.BooksCheck;
import gateway.ledger.VerifyBooks;
import gateway.platform.crypto.MasterKey;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;
import sandbox.embedded.Database;
import sandbox.run.Installation.Running;

/** {@code ./gateway verify}: proves on a live system that the books agree; status 0 when they do. */
public final class Verify {

    private static final Duration AT_MOST = Duration.ofMinutes(10);

    private Verify() {}

    public static void main(String[] arguments) {
        System.exit(verify(arguments));
    }

    private static int verify(String... arguments) {
        try {
            var data = RunOptions.parse(arguments).data();
            var report = report(database(data), trusted(data));
            System.out.println(report.text());
            System.out.println(report.isClean() ? "The books agree." : "THE BOOKS DO NOT AGREE.");
            return report.isClean() ? 0 : 1;
        } catch (IllegalArgumentException | StartFailure e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (R2dbcException e) {
            System.err.println("The books cannot be read: " + e.getMessage());
            return 2;
        }
    }

    /** Of every module that has a rule about its books. */
    public static VerifyBooks.Report report(Running running) {
        return report(running.database(), local(running.home().folder()));
    }

    private static VerifyBooks.Report report(Database database, Trusted trusted) {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(ConnectionFactory.class, database::connections);
            context.registerBean(Trusted.class, () -> trusted);
            var scanner = new ClassPathBeanDefinitionScanner(context, false);
            scanner.addIncludeFilter(new AssignableTypeFilter(VerifyBooks.class));
            scanner.addIncludeFilter((type, types) -> isCheck(type.getAnnotationMetadata()));
            scanner.addIncludeFilter((type, types) -> makesChecks(type.getAnnotationMetadata()));
            scanner.scan("gateway");
            context.refresh();
            return Optional.ofNullable(
                            context.getBean(VerifyBooks.class).verify().block(AT_MOST))
                    .orElseThrow();
        }
    }

    private static boolean isCheck(AnnotationMetadata type) {
        return type.hasAnnotation(Component.class.getName())
                && List.of(type.getInterfaceNames()).contains(BooksCheck.class.getName());
    }

    private static boolean makesChecks(AnnotationMetadata type) {
        return type.getAnnotatedMethods(Bean.class.getName()).stream()
                .anyMatch(method -> method.getReturnTypeName().equals(BooksCheck.class.getName()));
    }

    static Database database(Path data) {
        var external = System.getenv("OQIM_POSTGRES_URL");
        if (external != null) {
            return Database.parse(URI.create(external));
        }
        var values = settings(data);
        var url = URI.create(String.valueOf(values.get("spring.liquibase.url")).substring("jdbc:".length()));
        return new Database(
                url.getHost(),
                url.getPort(),
                url.getPath().substring(1),
                String.valueOf(values.get("spring.liquibase.user")),
                String.valueOf(values.get("spring.liquibase.password")));
    }

    /** Whose signatures the audit trail must have, and where its witnesses are: of elsewhere only what we are told. */
    private static Trusted trusted(Path data) {
        if (System.getenv("OQIM_POSTGRES_URL") == null) {
            return local(data);
        }
        try {
            return Trusted.of(
                    listed(System.getenv("OQIM_AUDIT_KEYS")),
                    listed(System.getenv("OQIM_AUDIT_WITNESSES")).stream()
                            .map(Path::of)
                            .toList());
        } catch (MalformedNote e) {
            throw new IllegalArgumentException("OQIM_AUDIT_KEYS: " + e.getMessage(), e);
        }
    }

    private static Trusted local(Path data) {
        var values = settings(data);
        var key = CheckpointKey.of(
                new MasterKey(String.valueOf(values.get("gateway.crypto.key"))),
                String.valueOf(values.get("gateway.audit.origin")));
        return new Trusted(
                List.of(key.verifier()),
                listed(values.get(Home.WITNESSES)).stream().map(Path::of).toList());
    }

    private static List<String> listed(@Nullable String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split(",")).filter(it -> !it.isBlank()).toList();
    }

    private static Map<String, String> settings(Path data) {
        var settings = data.resolve("gateway-1.properties");
        if (!Files.exists(settings)) {
            throw new StartFailure("Nothing runs in " + data + ": start ./gateway run, or set OQIM_POSTGRES_URL.");
        }
        try {
            return Secrets.read(Files.readString(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
