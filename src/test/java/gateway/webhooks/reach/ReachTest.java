package gateway.webhooks.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.shared.problems.ProblemException;
import gateway.webhooks.WebhookProblem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are partners', however they are written. */
class ReachTest {

    private static final List<String> INSIDE = List.of(
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.100.100.200",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.254",
            "168.63.129.16",
            "169.254.0.1",
            "169.254.169.254",
            "169.254.170.2",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "192.168.255.255",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "::ffff:0:10.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::10.0.0.1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:0a00:0001::1",
            "3fff::1",
            "4000::1",
            "fc00::1",
            "fd00:ec2::254",
            "fdff:ffff::1",
            "fe80::1",
            "fec0::1",
            "ff02::1");

    private final Reach reach = Reach.ofTheInternet();

    static Stream<String> inside() {
        return INSIDE.stream();
    }

    @ParameterizedTest
    @MethodSource("inside")
    void noConnectionGoesInside(String address) throws UnknownHostException {
        assertThat(reach.permits(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2400:cb00::1",
                "2606:4700:4700::1111",
                "2a00:1450:4001::200e"
            })
    void connectionsToTheInternetAreMade(String address) throws UnknownHostException {
        assertThat(reach.permits(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void theSandboxMayCallThisMachineAndNothingElseInside() throws UnknownHostException {
        var sandbox = Reach.ofTheSandbox();

        assertThat(sandbox.permits(InetAddress.getByName("127.0.0.1"))).isTrue();
        assertThat(sandbox.permits(InetAddress.getByName("::1"))).isTrue();
        assertThat(sandbox.permits(InetAddress.getByName("10.0.0.1"))).isFalse();
        assertThat(sandbox.permits(InetAddress.getByName("169.254.169.254"))).isFalse();
        assertThat(sandbox.check("http://127.0.0.1:8099/hooks/shop")).hasPort(8099);
        assertThatThrownBy(() -> sandbox.check("http://10.0.0.1/")).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.shop.uz",
                "https://hooks.shop.uz/oqim?x=1",
                "https://shop.uz:8443/a/b",
                "HTTPS://Shop.UZ/",
                "https://xn--80ak6aa92e.com/",
                "https://a-b.example-shop.io/hook"
            })
    void aPublicNameIsTaken(String url) {
        assertThat(reach.check(url)).asString().isEqualTo(url);
    }

    private static final String HOSTS = """
        localhost LOCALHOST localhost. a.localhost 2130706433 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 127.1
        127.0.1 0 0x0 1 10.1 192.168.1 169.254.43518 2852039166 0xa9fea9fe 0251.0376.0251.0376 1.1.1.1 127.0.0.1.
        [::1] [0:0:0:0:0:0:0:1] [::ffff:7f00:1] [fe80::1%25eth0] [fe80::1%eth0] printer db redis.internal
        metadata.google.internal vault.svc a.b.svc.cluster.local host.docker.internal router.lan nas.home
        intra.corp x.test x.invalid x.onion 1.0.0.127.in-addr.arpa shop.uz. -shop.uz shop-.uz shop..uz .shop.uz
        shop_1.uz shop.u_z shop.123 ①②⑦.⓪.⓪.① 127。0。0。1 ｌocalhost ᵉxample.com
        """;

    private static final String OTHERS = """
        https:// https:///path https:shop.uz //shop.uz/ shop.uz https://shop.uz:22/ https://shop.uz:6379/
        https://shop.uz:80/ https://shop.uz:0/ https://shop.uz:99999/ https://shop.uz:-1/ https://user@shop.uz/
        https://user:pass@shop.uz/ https://shop.uz@127.0.0.1/ https://127.0.0.1@shop.uz/ https://shop.uz#x
        https://shop.uz#@127.0.0.1/ https://shop.uz\\@127.0.0.1/ https://127.0.0.1\\@shop.uz/ https:\\\\shop.uz/
        https://shop.uz%00.evil/ https://%31%32%37.0.0.1/ https://shop.uz%2f@127.0.0.1/ https://[::1
        http://shop.uz:443/ http://shop.uz:8443/hooks
        https://[shop.uz]/ ftp://shop.uz/ file:///etc/passwd gopher://127.0.0.1:6379/_x dict://127.0.0.1:11211/
        jar:https://shop.uz!/ unix:///var/run/docker.sock javascript:alert(1) data:text/plain,x ldap://shop.uz/
        ws://shop.uz/ wss://shop.uz/ http://shop.uz/
        """;

    private static final List<String> ODD = List.of(
            "",
            "https://shop.uz/ x",
            "https://shop.uz/\r\nHost: x",
            "https://shop.uz/\t",
            "https://shop.uz/\u0000",
            "https://shop.uz/" + "a".repeat(500));

    static Stream<String> hostile() {
        var literals = INSIDE.stream().map(address -> address.contains(":") ? "[" + address + "]" : address);
        return Stream.of(Stream.concat(literals, words(HOSTS)).flatMap(ReachTest::urls), words(OTHERS), ODD.stream())
                .flatMap(all -> all);
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.strip().split("\\s+"));
    }

    private static Stream<String> urls(String host) {
        return Stream.of(
                "https://" + host + "/", "https://" + host + ":8443/x", "http://" + host + ":80/latest/meta-data/");
    }

    @Test
    void thereAreManyHostileSpellings() {
        assertThat(hostile()).hasSizeGreaterThan(300);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whateverLeadsElsewhereIsRefusedWhenItIsNamed(String url) {
        assertThatThrownBy(() -> reach.check(url))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(WebhookProblem.ENDPOINT_URL_REFUSED));
    }
}
