package sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sandbox.abs.AbsHost;
import sandbox.antifraud.AntifraudHost;
import sandbox.click.ClickHost;
import sandbox.correspondent.CorrespondentHost;
import sandbox.humo.HumoHost;
import sandbox.identity.PersonRegistry;
import sandbox.partner.PartnerHost;
import sandbox.payme.PaymeHost;
import sandbox.push.FcmHost;
import sandbox.rates.CbuHost;
import sandbox.sms.EskizProvider;
import sandbox.sms.Inbox;
import sandbox.sms.PlayMobileProvider;
import sandbox.uzcard.SvGate;
import sandbox.uzum.UzumHost;
import sandbox.visa.Acquirer;
import sandbox.visa.VisaHost;

/**
 * Starts the world outside the gateway in a process of its own, and prints one line when it is ready.
 *
 * <pre>
 * sandbox.SandboxMain [--data=folder] [--control=port] [--uzcard=port]
 *     [--humo=port] [--humo-middleware=port] [--visa=port] [--sms=port] [--abs=port] [--antifraud=port]
 *     [--identity=port] [--partner=port] [--playmobile=port] [--fcm=port] [--correspondent=port] [--cbu=port]
 *     [--payme=port] [--click=port] [--uzum=port] [--issuer=port] [--door=port]
 * </pre>
 *
 * <p>Without a flag a counterparty listens on its usual port; port 0 takes any that is free; {@code off} leaves it out.
 * {@code issuer} is where the gateway listens to VISA about cards that it issued, {@code door} where it lets
 * correspondents in.
 */
public final class SandboxMain {

    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("data", ".oqim/sandbox"),
            Map.entry("control", "8090"),
            Map.entry("uzcard", "8091"),
            Map.entry("humo", "8092"),
            Map.entry("humo-middleware", "8093"),
            Map.entry("visa", "8094"),
            Map.entry("sms", "8095"),
            Map.entry("abs", "8096"),
            Map.entry("antifraud", "8097"),
            Map.entry("identity", "8098"),
            Map.entry("partner", "8099"),
            Map.entry("playmobile", "8100"),
            Map.entry("fcm", "8101"),
            Map.entry("correspondent", "8102"),
            Map.entry("cbu", "8103"),
            Map.entry("payme", "8104"),
            Map.entry("click", "8105"),
            Map.entry("uzum", "8106"),
            Map.entry("issuer", "off"),
            Map.entry("door", "off"));

    private final Map<String, String> flags;
    private final Path data;
    private final List<Counterparty> counterparties = new ArrayList<>();

    private SandboxMain(Map<String, String> flags) {
        this.flags = flags;
        this.data = Path.of(flags.get("data"));
    }

    public static void main(String[] args) throws InterruptedException {
        var sandbox = new SandboxMain(flags(args));
        var control = sandbox.start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> sandbox.stop(control)));
        System.out.println("Sandbox ready: control http://127.0.0.1:" + control.port() + "/ "
                + sandbox.counterparties.stream()
                        .map(it -> it.name() + "=" + it.port())
                        .collect(Collectors.joining(" ")));
        Thread.currentThread().join();
    }

    private SandboxControl start() {
        var inbox = Inbox.in(data.resolve("sms.jsonl"));
        if (wanted("uzcard")) {
            counterparties.add(new SvGate(port("uzcard"), books("uzcard"), inbox));
        }
        if (wanted("humo")) {
            counterparties.add(new HumoHost(port("humo"), port("humo-middleware"), books("humo")));
        }
        if (wanted("visa")) {
            counterparties.add(new VisaHost(port("visa"), books("visa")));
        }
        if (wanted("issuer")) {
            counterparties.add(new Acquirer(port("issuer"), books("visa-acquirer")));
        }
        startOperators();
        startOthers(inbox);
        return new SandboxControl(port("control"), counterparties, inbox);
    }

    private void startOperators() {
        if (wanted("payme")) {
            counterparties.add(new PaymeHost(port("payme"), books("payme")));
        }
        if (wanted("click")) {
            counterparties.add(new ClickHost(port("click"), books("click")));
        }
        if (wanted("uzum")) {
            counterparties.add(new UzumHost(port("uzum"), books("uzum")));
        }
    }

    private void startOthers(Inbox inbox) {
        if (wanted("sms")) {
            counterparties.add(new EskizProvider(port("sms"), inbox));
        }
        if (wanted("playmobile")) {
            counterparties.add(new PlayMobileProvider(port("playmobile"), inbox));
        }
        if (wanted("fcm")) {
            counterparties.add(new FcmHost(port("fcm")));
        }
        if (wanted("abs")) {
            counterparties.add(new AbsHost(port("abs"), books("abs")));
        }
        if (wanted("antifraud")) {
            counterparties.add(new AntifraudHost(port("antifraud"), books("antifraud")));
        }
        if (wanted("identity")) {
            counterparties.add(new PersonRegistry(port("identity")));
        }
        if (wanted("partner")) {
            counterparties.add(new PartnerHost(port("partner"), books("partner")));
        }
        if (wanted("cbu")) {
            counterparties.add(new CbuHost(port("cbu")));
        }
        if (wanted("correspondent")) {
            counterparties.add(correspondent());
        }
    }

    private CorrespondentHost correspondent() {
        var host = new CorrespondentHost(port("correspondent"), books("correspondent"));
        if (wanted("door")) {
            host.reach("https://localhost:" + port("door"));
        }
        return host;
    }

    private void stop(SandboxControl control) {
        control.close();
        counterparties.forEach(Counterparty::close);
    }

    private boolean wanted(String name) {
        return !"off".equals(flags.get(name));
    }

    private int port(String name) {
        return Integer.parseInt(flags.get(name));
    }

    private Path books(String name) {
        return data.resolve(name + ".jsonl");
    }

    private static Map<String, String> flags(String[] args) {
        var flags = new TreeMap<>(USUAL);
        for (var arg : args) {
            var parts = arg.split("=", 2);
            var name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
            if (parts.length != 2 || !known(name)) {
                throw new IllegalArgumentException(
                        "Unknown flag: " + Arrays.toString(parts) + "; known: " + USUAL.keySet());
            }
            flags.put(name, parts[1]);
        }
        return flags;
    }

    private static boolean known(String name) {
        return USUAL.containsKey(name);
    }
}
