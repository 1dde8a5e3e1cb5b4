package gateway.operators.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {

    @ParameterizedTest
    @CsvSource({
        "185.234.113.0/28, 185.234.113.1,          true",
        "185.234.113.0/28, 185.234.113.15,         true",
        "185.234.113.0/28, 185.234.113.16,         false",
        "185.234.113.0/28, 185.234.112.255,        false",
        "185.234.113.0/28, ::ffff:185.234.113.1,   true",
        "10.1.2.3,         10.1.2.3,               true",
        "10.1.2.3,         10.1.2.4,               false",
        "0.0.0.0/0,        8.8.8.8,                true",
        "0.0.0.0/0,        2001:db8::1,            false",
        "2001:db8::/33,    2001:db8:7fff::1,       true",
        "2001:db8::/33,    2001:db8:8000::1,       false",
    })
    void allowsWhatLiesInTheNetwork(String network, String caller, boolean allowed) {
        assertThat(Sources.of(List.of(network)).allow(from(caller))).isEqualTo(allowed);
    }

    @Test
    void allowsNobodyWithoutANetwork() {
        assertThat(Sources.of(List.of()).allow(from("127.0.0.1"))).isFalse();
        assertThat(Sources.of(List.of("0.0.0.0/0")).allow(null)).isFalse();
        assertThat(Sources.of(List.of("0.0.0.0/0")).allow(InetSocketAddress.createUnresolved("payme.example", 1)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"payme.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0/8/8", ""})
    void refusesWhatIsNoNetwork(String network) {
        assertThatThrownBy(() -> Sources.of(List.of(network))).isInstanceOf(IllegalArgumentException.class);
    }

    private static InetSocketAddress from(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 40_000);
    }
}
