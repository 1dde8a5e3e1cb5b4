package sandbox.run;

import static java.util.Map.entry;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import sandbox.abs.AbsHost;
import sandbox.antifraud.AntifraudHost;
import sandbox.click.ClickHost;
import sandbox.correspondent.CorrespondentHost;
import sandbox.payme.PaymeHost;
import sandbox.push.FcmHost;
import sandbox.uzum.UzumHost;
import sandbox.visa.Acquirer;

/**
 * The outside world of an installation, in a process of its own.
 *
 * @param control where its books are read and its faults are set
 * @param settings how the gateway reaches the counterparties
 */
public record SandboxPart(URI control, Map<String, String> settings) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration READY = Duration.ofMinutes(2);
    private static final List<String> SERVERS = List.of(
            "control",
            "uzcard",
            "humo",
            "humo-middleware",
            "visa",
            "sms",
            "abs",
            "antifraud",
            "identity",
            "partner",
            "playmobile",
            "fcm",
            "correspondent",
            "cbu",
            "payme",
            "click",
            "uzum");

    // Books are small, and a compiler that never reaches its last tier leaves the second core to the gateway's start.
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC", "-Xmx768m", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED");

    /**
     * @param first the port of its control page; each counterparty is one higher
     * @param issuer where the gateway listens to VISA about cards that it issued
     * @param door where it lets correspondents in
     * @param started hears of the process, which is ready when this returns
     */
    static SandboxPart start(Home home, int first, int issuer, int door, Consumer<Part> started) {
        var part = Child.start("sandbox", home, command(home, first, issuer, door), PATIENCE);
        started.accept(part);
        var control = URI.create("http://127.0.0.1:" + first);
        Ready.await(part, READY, () -> Ready.answers(control));
        return new SandboxPart(control, settings(first));
    }

    private static List<String> command(Home home, int first, int issuer, int door) {
        var command = new ArrayList<String>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(FLAGS);
        command.add("-Dlogback.configurationFile=sandbox/logback.xml");
        command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path"))));
        command.add("sandbox.SandboxMain");
        command.add("--data=" + home.data("sandbox"));
        for (int i = 0; i < SERVERS.size(); i++) {
            command.add("--%s=%d".formatted(SERVERS.get(i), first + i));
        }
        command.add("--issuer=" + issuer);
        command.add("--door=" + door);
        return command;
    }

    private static Map<String, String> settings(int first) {
        return Map.ofEntries(
                entry("gateway.processors.uzcard.url", url(first, "uzcard")),
                entry("gateway.processors.uzcard.username", "oqim"),
                entry("gateway.processors.uzcard.password", "sandbox"),
                entry("gateway.processors.humo.url", url(first, "humo")),
                entry("gateway.processors.humo.username", "gateway"),
                entry("gateway.processors.humo.password", "sandbox"),
                entry("gateway.processors.humo.middleware-url", url(first, "humo-middleware")),
                entry("gateway.processors.humo.middleware-token", "sandbox"),
                entry("gateway.processors.visa.host", "127.0.0.1"),
                entry("gateway.processors.visa.port", String.valueOf(port(first, "visa"))),
                entry("gateway.issuing.hsm.zone-pin-key", Acquirer.ZONE_PIN_KEY),
                entry("gateway.notifications.sms.eskiz.url", url(first, "sms") + "api"),
                entry("gateway.notifications.sms.eskiz.email", "oqim@sandbox"),
                entry("gateway.notifications.sms.eskiz.password", "sandbox"),
                entry("gateway.notifications.sms.playmobile.url", url(first, "playmobile")),
                entry("gateway.notifications.sms.playmobile.username", "oqim"),
                entry("gateway.notifications.sms.playmobile.password", "sandbox"),
                entry("gateway.customers.kyc.registry", url(first, "identity")),
                entry("gateway.customers.kyc.token", "sandbox"));
    }

    /**
     * What not every installation has: the core banking system, the state antifraud with the sample's rules, a partner
     * on this machine, and correspondents.
     */
    static Map<String, String> more(int first, Path data) {
        var more = new TreeMap<>(stateAntifraud(first));
        more.putAll(coreBanking(first, data));
        more.putAll(operators(first));
        more.putAll(FcmHost.settings(port(first, "fcm")));
        more.put("gateway.corebanking.pack", "classpath:corebanking/sample.yaml");
        more.put("gateway.fraud.pack", "classpath:fraud/sample.yaml");
        more.put("gateway.webhooks.reach.loopback", "true");
        more.putAll(abroad(first, data));
        return more;
    }

    /**
     * The correspondents, the Central Bank's rates and the sample's corridors.
     *
     * @param data the installation's folder
     */
    public static Map<String, String> abroad(int first, Path data) {
        var abroad = new TreeMap<>(correspondents(first, data));
        abroad.put("gateway.crossborder.pack", "classpath:crossborder/sample.yaml");
        abroad.put("gateway.crossborder.rates.providers[0].name", "cbu");
        abroad.put("gateway.crossborder.rates.providers[0].url", url(first, "cbu") + "ru/arkhiv-kursov-valyut/json/");
        return abroad;
    }

    /**
     * Where the core banking system is, and how both sides know each other.
     *
     * @param data the installation's folder
     */
    public static Map<String, String> coreBanking(int first, Path data) {
        return AbsHost.settings(port(first, "abs"), data.resolve("sandbox").resolve("abs.jsonl"));
    }

    /**
     * Where the correspondents are, and how both sides know each other.
     *
     * @param data the installation's folder
     */
    static Map<String, String> correspondents(int first, Path data) {
        return CorrespondentHost.settings(
                port(first, "correspondent"), data.resolve("sandbox").resolve("correspondent.jsonl"));
    }

    /** Where the state antifraud is, and what it signs with. */
    public static Map<String, String> stateAntifraud(int first) {
        return Map.of(
                "gateway.fraud.state.url", url(first, "antifraud"), "gateway.fraud.state.secret", AntifraudHost.SECRET);
    }

    /** Where the operators are that customers pay through, and how they know us. */
    public static Map<String, String> operators(int first) {
        var all = new TreeMap<>(PaymeHost.settings(port(first, "payme")));
        all.putAll(ClickHost.settings(port(first, "click")));
        all.putAll(UzumHost.settings(port(first, "uzum")));
        return all;
    }

    /** Where a partner's server takes webhooks. */
    static URI partner(URI control) {
        return URI.create(url(control.getPort(), "partner"));
    }

    private static String url(int first, String server) {
        return "http://127.0.0.1:" + port(first, server) + "/";
    }

    private static int port(int first, String server) {
        return first + SERVERS.indexOf(server);
    }

    private static String absolute(String classPath) {
        return String.join(
                ":",
                List.of(classPath.split(":")).stream()
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }
}
