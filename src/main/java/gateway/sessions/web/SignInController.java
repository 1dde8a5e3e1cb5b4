package gateway.sessions.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import gateway.customers.Phone;
import gateway.sessions.SessionProblem;
import gateway.sessions.signin.RefreshSession;
import gateway.sessions.signin.SignIn;
import gateway.sessions.signin.Tokens;
import gateway.sessions.tokens.DeviceKeys;
import gateway.sessions.tokens.TokenSettings;
import gateway.shared.ids.ChallengeId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Signing in and staying signed in, over HTTP. */
@RestController
class SignInController {

    private static final List<Locale> LANGUAGES = List.of(Locale.of("uz"), Locale.of("ru"), Locale.of("en"));

    private static final String DEFAULT_LANGUAGE = "uz";

    private final SignIn signIn;
    private final RefreshSession refresh;
    private final RequestProof proofs;
    private final TokenSettings settings;

    SignInController(SignIn signIn, RefreshSession refresh, RequestProof proofs, TokenSettings settings) {
        this.signIn = signIn;
        this.refresh = refresh;
        this.proofs = proofs;
        this.settings = settings;
    }

    /**
     * @param phone with or without plus
     * @param language of the SMS and, for a new customer, of everything after; from Accept-Language when left out
     * @param deviceKey a P-256 public key as JWK; its private half never leaves the device
     */
    record StartRequest(
            @NotBlank @Size(max = 32) String phone,
            @Nullable @Pattern(regexp = "uz|ru|en") String language,
            @NotNull @Size(max = 16) Map<String, Object> deviceKey,

            @NotBlank @Size(max = 100) @Pattern(regexp = "[^\\p{Cntrl}]*")
            String deviceName) {}

    /** The same whether or not somebody has this phone. */
    record ChallengeView(String challengeId, Instant expiresAt) {}

    /** The code from the SMS, with a proof of the same device key in the DPoP header. */
    record ConfirmRequest(
            @NotBlank @Size(max = 64) String challengeId,
            @NotBlank @Size(max = 16) String code) {}

    /** The refresh token, with a proof of the same device key. */
    record RefreshRequest(
            @JsonProperty("refresh_token") @NotBlank @Size(max = 200)
            String refreshToken) {}

    /** Named as in RFC 6749 section 5.1. */
    record TokensView(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            @JsonProperty("refresh_token") String refreshToken,
            @JsonProperty("session_id") String sessionId,
            @JsonProperty("customer_id") String customerId) {

        @Override
        public String toString() {
            return "TokensView[" + sessionId + "]";
        }
    }

    /** Sends a code to the phone and binds the sign-in to the key of the device. */
    @PostMapping("/v1/sign-in")
    Mono<ChallengeView> start(@Valid @RequestBody StartRequest body, ServerHttpRequest request) {
        var phone = Phone.parse(body.phone())
                .orElseThrow(() -> SessionProblem.PHONE_INVALID
                        .because("Send international digits, such as +998901234567")
                        .with("field", "phone"));
        var key = DeviceKeys.thumbprint(body.deviceKey())
                .orElseThrow(() -> SessionProblem.DEVICE_KEY_INVALID
                        .because("Send an EC key on P-256 without its private half")
                        .with("field", "deviceKey"));
        return signIn.start(phone, key, body.deviceName(), language(body, request))
                .map(sent -> new ChallengeView(sent.id().toString(), sent.expiresAt()));
    }

    /** Exchanges the code for tokens; a phone that nobody has becomes a customer. */
    @PostMapping("/v1/sign-in/confirm")
    Mono<ResponseEntity<TokensView>> confirm(@Valid @RequestBody ConfirmRequest body, ServerHttpRequest request) {
        return proofs.key(request)
                .flatMap(key -> signIn.confirm(challenge(body.challengeId()), body.code(), key))
                .map(this::answer);
    }

    /** Exchanges a refresh token for new tokens. Using one twice ends the session. */
    @PostMapping("/v1/tokens/refresh")
    Mono<ResponseEntity<TokensView>> refresh(@Valid @RequestBody RefreshRequest body, ServerHttpRequest request) {
        return proofs.key(request)
                .flatMap(key -> refresh.refresh(body.refreshToken(), key))
                .map(this::answer);
    }

    private ResponseEntity<TokensView> answer(Tokens tokens) {
        var view = new TokensView(
                tokens.access(),
                "DPoP",
                settings.validFor().toSeconds(),
                tokens.refresh(),
                tokens.session().toString(),
                tokens.customer().toString());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view);
    }

    private static ChallengeId challenge(String text) {
        return ChallengeId.parse(text)
                .orElseThrow(() -> SessionProblem.SIGN_IN_CODE_WRONG.because("Check the code and try again"));
    }

    private static String language(StartRequest body, ServerHttpRequest request) {
        if (body.language() != null) {
            return body.language();
        }
        try {
            var wanted = Locale.lookup(request.getHeaders().getAcceptLanguage(), LANGUAGES);
            return wanted == null ? DEFAULT_LANGUAGE : wanted.getLanguage();
        } catch (IllegalArgumentException unreadableHeader) {
            return DEFAULT_LANGUAGE;
        }
    }
}
