package sandbox.operators;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import sandbox.partner.CallSigner;

/**
 * {@code ./gateway kit NAME --url URL}: plays an operator's acceptance scenarios, and what goes wrong on the way,
 * against a gateway, and prints which of them passed.
 */
public final class Kit {

    private static final String USAGE = """
            ./gateway kit NAME [--url http://127.0.0.1:8080] [--data .oqim] [--phone 998901234567] [--secret TEXT]
                    [--card CODE]

            NAME is one of NAMES, or
            cross-border for the partner that sends from abroad. The phone must be a customer's; the secret is read from
            the data folder of ./gateway run when it is not given, and CODE is what ./gateway phone
            top-up-code prints; for cross-border it is the number of a card that the customer has linked. Customers'
            wallets are topped up by what is played.
            """;

    private static final String ABROAD = "cross-border";

    private Kit() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    /** The name under which an installation of {@code ./gateway run} keeps the operator's secret. */
    public static String secretOf(String operator) {
        return "operators." + operator + ".secret";
    }

    private static int run(List<String> arguments) {
        if (!arguments.isEmpty() && arguments.getFirst().equals(ABROAD)) {
            return print(playAbroad(abroad(arguments), value(arguments, "--card", "")));
        }
        if (arguments.isEmpty() || !OperatorKits.names().contains(arguments.getFirst())) {
            System.out.print(USAGE.replace("NAMES", String.join(", ", OperatorKits.names())));
            return arguments.isEmpty() ? 0 : 2;
        }
        var name = arguments.getFirst();
        var home = Path.of(value(arguments, "--data", ".oqim"));
        var secrets = read(home.resolve("secrets.properties"));
        var wire = new HttpWire(URI.create(value(arguments, "--url", "http://127.0.0.1:8080")));
        var invoices = new KitInvoices(
                wire, read(home.resolve("merchants.properties")), secrets.getProperty("staff.token", ""));
        var account = name.equals("paynet-soap") ? "paynet" : name;
        var world = new KitWorld(
                wire,
                value(arguments, "--phone", "998901234567"),
                "998909999999",
                value(arguments, "--secret", secrets.getProperty(secretOf(account), "")),
                invoices.arePossible() ? Optional.of(invoices::open) : Optional.empty(),
                Optional.empty());
        var card = value(arguments, "--card", "");
        var played = card.isEmpty() ? world : world.with(new KitWorld.CardCode(card));
        return print(OperatorKits.of(name, played).play());
    }

    private static List<OperatorKit.Result> playAbroad(PartnerWorld world, String card) {
        var played = new ArrayList<>(new CrossBorderKit(world).play());
        if (!card.isEmpty()) {
            played.addAll(new CrossBorderCardKit(world, card).play());
        }
        return played;
    }

    private static PartnerWorld abroad(List<String> arguments) {
        var home = Path.of(value(arguments, "--data", ".oqim"));
        var gateway = URI.create(value(arguments, "--url", "http://127.0.0.1:8080"));
        var partner = read(home.resolve("partner.properties"));
        var secrets = read(home.resolve("secrets.properties"));
        var funds = new KitFunds(
                new HttpWire(gateway),
                secrets.getProperty("staff.token", ""),
                secrets.getProperty("staff.token-2", ""),
                partner.getProperty("id", ""));
        return new PartnerWorld(
                gateway,
                value(arguments, "--phone", "998901234567"),
                "998909999999",
                partner.getProperty("key", ""),
                CallSigner.ofSecret(
                        partner.getProperty("signature.key", ""), partner.getProperty("signature.secret", "")),
                funds::payIn,
                Optional.empty());
    }

    private static int print(List<OperatorKit.Result> results) {
        results.forEach(System.out::println);
        long failed = results.stream().filter(result -> !result.passed()).count();
        System.out.println("%d scenarios, %d failed".formatted(results.size(), failed));
        return failed == 0 ? 0 : 1;
    }

    private static String value(List<String> arguments, String name, String otherwise) {
        int at = arguments.indexOf(name);
        return at >= 0 && at + 1 < arguments.size() ? arguments.get(at + 1) : otherwise;
    }

    private static Properties read(Path file) {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return properties;
    }
}
