package sandbox.mobile;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import sandbox.mobile.MobileApp.Reply;
import sandbox.mobile.MobileApp.Tokens;

/**
 * {@code ./gateway phone …}: the bank's app from a terminal, over TLS and HTTP/2, with a device key and tokens kept in
 * the data folder. Shows every request it makes and the gateway's answer.
 */
public final class Phone {

    private static final String USAGE = """
            ./gateway phone sign-in 998901234567          asks for a code, reads it from the sandbox's SMS, signs in
            ./gateway phone link 8600490000000000 2030-12 links a card, with the rail's code where it sends one
            ./gateway phone pay 1500.00 Bookshop          pays a merchant with the card linked last
            ./gateway phone top-up-code                   the code by which that card is topped up at operators
            ./gateway phone get /v1/payments              any reading request
            ./gateway phone post /v1/payments '{…}'       a request that makes something, with a new idempotency key
            ./gateway phone put /v1/kyc/address '{…}'     the same, for what says how something is to be
            ./gateway phone refresh                       new tokens; the old ones are rotated away
            """;

    private final Path folder;
    private final Properties kept = new Properties();
    private final MobileApp app;

    private Phone(Path home) throws IOException, GeneralSecurityException {
        this.folder = home;
        load(file()).ifPresent(kept::putAll);
        var device = Optional.ofNullable(kept.getProperty("device"))
                .map(Device::restore)
                .orElseGet(Device::fresh);
        kept.setProperty("device", device.keep());
        this.app = new MobileApp(
                URI.create(setting("OQIM_GATEWAY", "https://localhost:8443")),
                URI.create(setting("OQIM_SANDBOX", "http://127.0.0.1:8090")),
                device,
                Trust.in(home.resolve("tls/gateway.pem")));
        if (kept.containsKey("access")) {
            app.use(new Tokens(
                    kept.getProperty("access"),
                    kept.getProperty("refresh"),
                    kept.getProperty("session"),
                    kept.getProperty("customer")));
        }
    }

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        if (args.length == 0) {
            System.out.print(USAGE);
            return;
        }
        System.exit(exitCode(() -> errand(args), System.err));
    }

    /** Something done with the phone; tells the status of the answer that it ended with. */
    public interface Errand {

        int run() throws IOException, GeneralSecurityException;
    }

    private static int errand(String... args) throws IOException, GeneralSecurityException {
        var phone = new Phone(Path.of(setting("OQIM_HOME", ".oqim")));
        int status = phone.run(args);
        phone.save();
        return status;
    }

    /** Whatever is refused is one line, never a stack trace. */
    public static int exitCode(Errand errand, PrintStream complaints) throws IOException, GeneralSecurityException {
        try {
            return errand.run() < 400 ? 0 : 1;
        } catch (IllegalArgumentException e) {
            complaints.println(e.getMessage());
            return 2;
        } catch (Refusal e) {
            complaints.println(e.getMessage());
            return 1;
        } catch (NoSuchFileException e) {
            complaints.println("No " + e.getFile() + ": has ./gateway run been up here, or does OQIM_HOME differ?");
            return 1;
        } catch (UncheckedIOException e) {
            complaints.println("No answer: is ./gateway run up, and do OQIM_GATEWAY and OQIM_SANDBOX name it? (%s)"
                    .formatted(e.getCause()));
            return 1;
        }
    }

    private int run(String[] args) throws IOException {
        return switch (args[0].toLowerCase(Locale.ROOT)) {
            case "sign-in" -> signIn(argument(args, 1));
            case "refresh" -> keep(app.refresh());
            case "link" -> link(argument(args, 1), argument(args, 2));
            case "pay" -> pay(argument(args, 1), argument(args, 2));
            case "top-up-code" -> show("PUT", "/v1/cards/%s/top-up-code".formatted(kept.getProperty("card")), null);
            case "get", "delete" -> show(args[0], argument(args, 1), null);
            case "post", "put" -> show(args[0], argument(args, 1), args.length > 2 ? args[2] : "{}");
            default -> throw new IllegalArgumentException("No such command: " + args[0] + "\n" + USAGE);
        };
    }

    private int signIn(String phone) {
        kept.setProperty("phone", phone);
        return keep(app.signIn(phone));
    }

    private int keep(Tokens tokens) {
        kept.setProperty("access", tokens.access());
        kept.setProperty("refresh", tokens.refresh());
        kept.setProperty("session", tokens.session());
        kept.setProperty("customer", tokens.customer());
        System.out.println("signed in as " + tokens.customer() + ", session " + tokens.session());
        return 200;
    }

    private int link(String pan, String expiry) {
        var card = app.linkCard(pan, expiry, kept.getProperty("phone"));
        kept.setProperty("card", card);
        return show("GET", "/v1/cards/" + card, null);
    }

    private int pay(String amount, String merchant) throws IOException {
        var merchants = load(folder.resolve("merchants.properties")).orElseGet(Properties::new);
        return show("POST", "/v1/payments", """
                {"amount":{"value":"%s","currency":"UZS"},"source":{"type":"card","card":"%s"},\
                "destination":{"type":"merchant","merchant":"%s"}}""".formatted(
                        amount, kept.getProperty("card"), merchants.getProperty(merchant, merchant)));
    }

    private int show(String method, String path, @org.jspecify.annotations.Nullable String body) {
        var verb = method.toUpperCase(Locale.ROOT);
        System.out.println("> " + verb + " " + path + (body == null ? "" : "\n> " + body));
        Reply reply = app.send(verb, path, body, body == null ? null : MobileApp.newKey());
        System.out.println("< " + reply.version() + " " + reply.status() + "\n< " + reply.text());
        if (reply.status() >= 400) {
            System.err.println(Refusal.text(reply));
        }
        return reply.status();
    }

    private Path file() {
        return folder.resolve("phone.properties");
    }

    private void save() throws IOException {
        if (Files.notExists(file())) {
            Files.createFile(
                    file(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (var out = Files.newOutputStream(file())) {
            kept.store(out, "A phone of the sandbox: its key and tokens");
        }
    }

    private static Optional<Properties> load(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return Optional.of(properties);
    }

    private static String argument(String[] args, int index) {
        if (args.length <= index) {
            throw new IllegalArgumentException("Something is missing.\n" + USAGE);
        }
        return args[index];
    }

    private static String setting(String name, String usual) {
        return Optional.ofNullable(System.getenv(name)).orElse(usual);
    }
}
