package gateway.webhooks.reach;

import gateway.shared.problems.ProblemException;
import gateway.webhooks.WebhookProblem;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Which addresses are called at all: looked at when a partner names one, and again whenever a connection is made. */
@Component
public final class Reach {

    private static final int LONGEST = 500;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /** A name with a top-level domain of letters: no spelling of a number is one. */
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");

    /** Names that are resolved inside, whatever a resolver says today. */
    private static final Pattern INSIDE = Pattern.compile(
            ".*\\.(?:local|localdomain|localhost|internal|intranet|lan|home|corp|svc|arpa|onion|test|invalid)");

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final ReachSettings settings;

    Reach(ReachSettings settings) {
        this.settings = settings;
    }

    /** Public addresses, with any certificate that the machine trusts, on the usual ports. */
    public static Reach ofTheInternet() {
        return new Reach(new ReachSettings(Set.of(HTTPS, 8443), false));
    }

    /** This machine, too. */
    public static Reach ofTheSandbox() {
        return new Reach(new ReachSettings(Set.of(HTTPS, 8443), true));
    }

    /** The address in the form that is called. Throws ENDPOINT_URL_REFUSED. */
    public URI check(String text) {
        var url = parse(text);
        var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        var host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        if (url.getRawUserInfo() != null || url.getRawFragment() != null || url.getHost() == null) {
            throw refused("It has a host, and neither a user nor a fragment");
        }
        if (isSandbox(scheme, host)) {
            return url;
        }
        if (!scheme.equals("https")) {
            throw refused("It begins with https://");
        }
        if (!NAME.matcher(host).matches() || INSIDE.matcher(host).matches()) {
            throw refused("Its host is a public name, not a number and not a name of your own network");
        }
        if (!settings.ports().contains(port(url))) {
            throw refused(
                    "Its port is one of " + settings.ports().stream().sorted().toList());
        }
        return url;
    }

    /** Whether a connection may be made to it; asked with the very address that is about to be used. */
    public boolean permits(InetAddress address) {
        return PublicAddress.is(address) || (settings.loopback() && address.isLoopbackAddress());
    }

    private boolean isSandbox(String scheme, String host) {
        return settings.loopback() && Set.of("http", "https").contains(scheme) && THIS_MACHINE.contains(host);
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : "http".equalsIgnoreCase(url.getScheme()) ? HTTP : HTTPS;
    }

    private static URI parse(String text) {
        // What a parser may drop or read otherwise than the next one is not read at all.
        if (text.length() > LONGEST || !text.chars().allMatch(it -> it > ' ' && it < 0x7F && it != '\\')) {
            throw refused("It is printable ASCII without spaces, " + LONGEST + " characters at most");
        }
        try {
            return new URI(text).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw refused("It is not a URL");
        }
    }

    private static ProblemException refused(String rule) {
        return WebhookProblem.ENDPOINT_URL_REFUSED.because(rule).with("field", "url");
    }
}
