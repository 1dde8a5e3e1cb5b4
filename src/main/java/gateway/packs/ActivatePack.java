package gateway.packs;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.platform.http.StaffRole;
import gateway.rulebook.UnfitPack;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Puts a pack in force. A bad one is refused whole when it is proposed, and again when it is approved. */
@Component
class ActivatePack implements ActKind {

    static final String NAME = "activate-pack";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private final ActivationStore store;
    private final KnownPacks packs;
    private final Signatures signatures;
    private final Clock clock;

    ActivatePack(ActivationStore store, KnownPacks packs, Signatures signatures, Clock clock) {
        this.store = store;
        this.packs = packs;
        this.signatures = signatures;
        this.clock = clock;
    }

    /**
     * What is proposed.
     *
     * @param pack its text; what is signed
     * @param signature in Base64
     */
    record Wish(String kind, String pack, String signer, String signature) {

        String written() {
            return JSON.writeValueAsString(this);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.POLICY);
    }

    @Override
    public Mono<String> check(String content) {
        return Mono.defer(() -> {
            var wish = read(content);
            return checked(wish).thenReturn("the pack of " + wish.kind());
        });
    }

    @Override
    public Mono<Void> perform(Act act) {
        return Mono.defer(() -> {
            var wish = read(act.content());
            return store.lock()
                    .then(checked(wish))
                    .then(Mono.defer(
                            () -> store.add(wish.kind(), wish.pack(), wish.signer(), act.id(), clock.instant())));
        });
    }

    private Mono<Void> checked(Wish wish) {
        var inForce = packs.find(wish.kind())
                .orElseThrow(() -> PackProblem.PACK_KIND_UNKNOWN.because(
                        "Known are " + String.join(", ", new TreeSet<>(packs.names()))));
        signatures.check(wish.signer(), wish.pack(), wish.signature());
        return store.last(wish.kind())
                .map(Activation::text)
                .doOnNext(before -> check(inForce, before, wish.pack()))
                .switchIfEmpty(Mono.fromRunnable(() -> check(inForce, null, wish.pack())))
                .then();
    }

    private void check(InForce<?> inForce, @Nullable String before, String after) {
        try {
            inForce.check(before, after, clock.instant());
        } catch (UnfitPack unfit) {
            throw PackProblem.PACK_UNFIT
                    .because(String.valueOf(unfit.getMessage()))
                    .with("line", unfit.remark().line());
        }
    }

    static Wish read(String content) {
        try {
            return Optional.ofNullable(JSON.readValue(content, Wish.class)).orElseThrow(ActivatePack::unreadable);
        } catch (JacksonException e) {
            throw unreadable();
        }
    }

    private static RuntimeException unreadable() {
        return PackProblem.PACK_UNFIT.because("The content is JSON with kind, pack, signer and signature");
    }
}
