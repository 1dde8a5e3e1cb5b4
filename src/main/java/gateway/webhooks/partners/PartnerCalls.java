package gateway.webhooks.partners;

import gateway.platform.http.StrictJson;
import gateway.platform.signatures.ReadSignature.Reading.Signed;
import gateway.platform.signatures.ReadSignature.Reading.Unfit;
import gateway.platform.signatures.ReadSignature.Reading.Unsigned;
import gateway.platform.signatures.SignedMessage;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.SignatureKeyId;
import gateway.webhooks.WebhookProblem;
import gateway.webhooks.partners.PartnerKeys.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who calls when a partner calls: its key opens, and where something is to change its signature proves that the key's
 * holder wanted exactly this, now, once.
 */
@Component
public class PartnerCalls {

    private static final String BEARER = "Bearer ";
    private static final byte[] NOTHING = {};

    private final PartnerKeys keys;
    private final SignatureKeys signatureKeys;
    private final Nonces nonces;
    private final SignatureSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;

    PartnerCalls(
            PartnerKeys keys,
            SignatureKeys signatureKeys,
            Nonces nonces,
            SignatureSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.keys = keys;
        this.signatureKeys = signatureKeys;
        this.nonces = nonces;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    /** A call that is the partner's without doubt. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record PartnerCall(PartnerId partner, byte[] body) {

        /** Bodies are the partner's. */
        @Override
        public String toString() {
            return "PartnerCall[" + partner + "]";
        }
    }

    /** Errors with PARTNER_KEY_UNKNOWN or PARTNER_SCOPE_MISSING. */
    public Mono<PartnerId> keyed(ServerHttpRequest request, Scope scope) {
        return Mono.defer(() -> keys.holderOf(key(request), scope));
    }

    /**
     * Reads the whole body. Errors as {@link #keyed} does, then with SIGNATURE_MISSING, SIGNATURE_REFUSED or
     * SIGNATURE_REPLAYED.
     */
    public Mono<PartnerCall> signed(ServerHttpRequest request, Scope scope) {
        return keyed(request, scope)
                .flatMap(partner -> body(request)
                        .flatMap(body ->
                                proven(partner, message(request, body)).thenReturn(new PartnerCall(partner, body))));
    }

    private Mono<Void> proven(PartnerId partner, SignedMessage message) {
        return switch (settings.reader().read(message, clock.instant())) {
            case Unsigned _ ->
                Mono.error(WebhookProblem.SIGNATURE_MISSING.because("Send Signature-Input and Signature (RFC 9421)"));
            case Unfit(var why) -> refused("unfit", why);
            case Signed signed ->
                SignatureKeyId.parse(signed.keyId())
                        .map(id -> signatureKeys.find(partner, id))
                        .orElseGet(Mono::empty)
                        .filter(signed::isBy)
                        .switchIfEmpty(Mono.defer(
                                () -> refused("forged", "No valid key of yours of that name and kind signed this")))
                        .then(nonces.use(signed));
        };
    }

    private <T> Mono<T> refused(String kind, String why) {
        meters.counter("oqim.webhooks.signatures.refused", "why", kind).increment();
        return Mono.error(WebhookProblem.SIGNATURE_REFUSED.because(why));
    }

    private SignedMessage message(ServerHttpRequest request, byte[] body) {
        return new SignedMessage(
                request.getMethod().name(),
                target(request.getURI()),
                name -> request.getHeaders().getOrEmpty(name),
                body);
    }

    private URI target(URI asked) {
        var origin = settings.origin();
        if (origin == null) {
            return asked;
        }
        var query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
        return URI.create(origin.getScheme() + "://" + origin.getRawAuthority() + asked.getRawPath() + query);
    }

    private static Mono<byte[]> body(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), StrictJson.MAX_BODY)
                .map(PartnerCalls::drain)
                .defaultIfEmpty(NOTHING);
    }

    private static byte[] drain(DataBuffer buffer) {
        try {
            var bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    private static String key(ServerHttpRequest request) {
        var headers = request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        var header = headers.size() == 1 ? headers.getFirst() : "";
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length()) ? header.substring(BEARER.length()) : "";
    }
}
