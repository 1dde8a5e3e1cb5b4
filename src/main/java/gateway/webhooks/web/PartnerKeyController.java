package gateway.webhooks.web;

import gateway.platform.http.Needs;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.webhooks.partners.PartnerKeys;
import gateway.webhooks.partners.PartnerKeys.Scope;
import gateway.webhooks.partners.Partners;
import gateway.webhooks.partners.ProposePartnerActs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The bank's staff and the keys with which partners call us. */
@RestController
class PartnerKeyController {

    private final Partners partners;
    private final PartnerKeys keys;
    private final ProposePartnerActs propose;

    PartnerKeyController(Partners partners, PartnerKeys keys, ProposePartnerActs propose) {
        this.partners = partners;
        this.keys = keys;
        this.propose = propose;
    }

    /**
     * @param scopes what the key is good for, such as `events:read`
     * @param reason for whoever decides
     */
    record KeyRequest(
            @NotEmpty @Size(max = 8) Set<@NotBlank String> scopes,

            @Nullable @Size(max = 500) @Pattern(regexp = Reasons.LINE)
            String reason) {}

    /**
     * A key, without what opens anything.
     *
     * @param until when it ends; absent while it goes on
     */
    record KeyView(
            String id,
            List<String> scopes,
            Instant createdAt,
            String createdBy,
            @Nullable Instant until) {

        static KeyView of(PartnerKeys.Key it) {
            return new KeyView(it.id().toString(), it.scopes(), it.createdAt(), it.createdBy(), it.until());
        }
    }

    record KeysView(List<KeyView> items) {}

    /**
     * A new key.
     *
     * @param key shown this once: nobody can read it afterwards
     * @param act that a colleague has to approve before the key opens anything
     */
    record FreshKeyView(String id, String key, List<String> scopes, UUID act) {

        static FreshKeyView of(PartnerKeys.Draft it, UUID act) {
            return new FreshKeyView(
                    it.wanted().id().toString(), it.text(), it.wanted().scopes(), act);
        }

        @Override
        public String toString() {
            return "FreshKeyView " + id;
        }
    }

    /** Proposes a key for the partner, which opens nothing before a colleague has approved it. For staff. */
    @PostMapping("/admin/api/partners/{partner}/keys")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<FreshKeyView> addKey(
            @Needs(StaffRole.ADMINISTRATOR) Staff staff,
            @PathVariable String partner,
            @Valid @RequestBody KeyRequest body) {
        var scopes = body.scopes().stream().map(PartnerKeyController::scope).toList();
        return proposed(keys.draft(Paths.partner(partner), scopes), Reasons.of(body.reason()), staff);
    }

    /** Lists the partner's keys, without what opens anything. For staff. */
    @GetMapping("/admin/api/partners/{partner}/keys")
    Mono<KeysView> keys(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.AUDITOR}) Staff staff, @PathVariable String partner) {
        var id = Paths.partner(partner);
        return partners.find(id)
                .flatMap(_ -> keys.of(id).map(KeyView::of).collectList())
                .map(KeysView::new);
    }

    /**
     * Proposes a new key in place of this one, which is good for a day yet once a colleague has approved it. For staff.
     */
    @PostMapping("/admin/api/partners/{partner}/keys/{key}/rotate")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<FreshKeyView> rotateKey(
            @Needs(StaffRole.ADMINISTRATOR) Staff staff, @PathVariable String partner, @PathVariable String key) {
        return keys.successor(Paths.partner(partner), Paths.key(key))
                .flatMap(draft -> proposed(draft, "In place of " + key, staff));
    }

    private Mono<FreshKeyView> proposed(PartnerKeys.Draft draft, String reason, Staff staff) {
        return propose.give(draft.wanted(), reason, staff).map(act -> FreshKeyView.of(draft, act.id()));
    }

    /** Ends a key at once; for that one is enough. For staff. */
    @DeleteMapping("/admin/api/partners/{partner}/keys/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> endKey(
            @Needs(StaffRole.ADMINISTRATOR) Staff staff, @PathVariable String partner, @PathVariable String key) {
        return keys.end(Paths.partner(partner), Paths.key(key));
    }

    private static Scope scope(String name) {
        return Arrays.stream(Scope.values())
                .filter(scope -> scope.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> RequestProblem.FIELD_INVALID
                        .because("Scopes are "
                                + Arrays.stream(Scope.values())
                                        .map(Scope::wireName)
                                        .toList())
                        .with("field", "scopes"));
    }
}
