package gateway.webhooks.web;

import gateway.platform.http.Needs;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.webhooks.partners.EndpointSecrets;
import gateway.webhooks.partners.EndpointSecrets.Secret;
import gateway.webhooks.partners.Endpoints;
import gateway.webhooks.partners.Endpoints.Endpoint;
import gateway.webhooks.partners.EventTypes;
import gateway.webhooks.partners.Partners;
import gateway.webhooks.partners.ProposePartnerActs;
import gateway.webhooks.signing.SigningKey.Kind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The bank's staff and the addresses at which partners are told. */
@RestController
class EndpointController {

    private final Partners partners;
    private final Endpoints endpoints;
    private final EndpointSecrets secrets;
    private final ProposePartnerActs propose;

    EndpointController(Partners partners, Endpoints endpoints, EndpointSecrets secrets, ProposePartnerActs propose) {
        this.partners = partners;
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.propose = propose;
    }

    /**
     * A new endpoint.
     *
     * @param url https, with a public name and a usual port
     * @param types single types, `payment.*`, `refund.*`, `invoice.*`, `arrival.*`, `endpoint.*` or `*`; how everything
     *     ended when left out
     * @param signing `hmac` (the default) or `ed25519`
     * @param reason for whoever decides
     */
    record EndpointRequest(
            @NotBlank @Size(max = 500) String url,
            @Nullable @Size(min = 1, max = 32) List<@NotBlank @Size(max = 64) String> types,
            @Nullable String signing,

            @Nullable @Size(max = 500) @Pattern(regexp = Reasons.LINE)
            String reason) {}

    /**
     * @param signing `hmac` (the default) or `ed25519`
     * @param reason for whoever decides
     */
    record RotationRequest(
            @Nullable String signing,

            @Nullable @Size(max = 500) @Pattern(regexp = Reasons.LINE)
            String reason) {}

    /**
     * A secret, without what signs anything.
     *
     * @param until when it stops signing; absent for the one that goes on
     */
    record SecretView(
            int number,
            String signing,
            Instant createdAt,
            String createdBy,
            @Nullable Instant until) {

        static SecretView of(Secret it) {
            return new SecretView(it.number(), it.kind(), it.createdAt(), it.createdBy(), it.until());
        }
    }

    /**
     * An endpoint.
     *
     * @param why it is disabled: `staff`, `gone` (it answered 410) or `exhausted` (it accepted nothing for days)
     * @param acceptedAt when it last accepted anything
     * @param secrets those that sign now
     */
    record EndpointView(
            String id,
            String url,
            List<String> types,
            boolean enabled,
            @Nullable String why,
            @Nullable Instant acceptedAt,
            Instant changedAt,
            String changedBy,
            List<SecretView> secrets) {

        static EndpointView of(Endpoint it, List<SecretView> secrets) {
            return new EndpointView(
                    it.id().toString(),
                    it.url(),
                    it.types(),
                    it.enabled(),
                    it.why(),
                    it.acceptedAt(),
                    it.changedAt(),
                    it.changedBy(),
                    secrets);
        }
    }

    record EndpointsView(List<EndpointView> items) {}

    /**
     * A new secret.
     *
     * @param secret shown this once: `whsec_…`, or `whpk_…` of a pair whose other half stays here
     * @param act that a colleague has to approve before it signs anything; absent in an endpoint that is proposed
     */
    record FreshSecretView(
            int number,
            String signing,
            String secret,
            @Nullable UUID act) {

        static FreshSecretView of(EndpointSecrets.Wanted it, String text, @Nullable UUID act) {
            return new FreshSecretView(it.number(), it.kind().name().toLowerCase(Locale.ROOT), text, act);
        }

        @Override
        public String toString() {
            return "FreshSecretView " + number;
        }
    }

    /**
     * A new endpoint, which will hear everything from the approval on, with what its messages are checked with.
     *
     * @param id which it will have
     * @param act that a colleague has to approve
     */
    record ProposedEndpointView(String id, String url, List<String> types, FreshSecretView secret, UUID act) {

        static ProposedEndpointView of(Endpoints.Draft draft, UUID act) {
            var it = draft.wanted();
            return new ProposedEndpointView(
                    it.id().toString(),
                    it.url(),
                    it.types(),
                    FreshSecretView.of(it.secret(), draft.secret(), null),
                    act);
        }
    }

    /** @param number of the event among the partner's */
    record TestView(long number) {}

    /** Proposes an address at which the partner is told once a colleague has approved it. For staff. */
    @PostMapping("/admin/api/partners/{partner}/endpoints")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<ProposedEndpointView> add(
            @Needs(StaffRole.ADMINISTRATOR) Staff staff,
            @PathVariable String partner,
            @Valid @RequestBody EndpointRequest body) {
        var types = body.types() == null ? EventTypes.USUAL : body.types();
        return endpoints
                .draft(Paths.partner(partner), body.url(), types, kind(body.signing()))
                .flatMap(draft -> propose.make(draft.wanted(), Reasons.of(body.reason()), staff)
                        .map(act -> ProposedEndpointView.of(draft, act.id())));
    }

    /** Lists the partner's endpoints. For staff. */
    @GetMapping("/admin/api/partners/{partner}/endpoints")
    Mono<EndpointsView> list(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.OPERATIONS, StaffRole.SUPPORT, StaffRole.AUDITOR}) Staff staff,
            @PathVariable String partner) {
        var id = Paths.partner(partner);
        return partners.find(id)
                .thenMany(endpoints.of(id))
                .concatMap(this::view)
                .collectList()
                .map(EndpointsView::new);
    }

    /** Stops telling this endpoint. For staff. */
    @PostMapping("/admin/api/partners/{partner}/endpoints/{endpoint}/disable")
    Mono<EndpointView> disable(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.OPERATIONS}) Staff staff,
            @PathVariable String partner,
            @PathVariable String endpoint) {
        return endpoints
                .disable(Paths.partner(partner), Paths.endpoint(endpoint), staff.name())
                .flatMap(this::view);
    }

    /** Tells this endpoint again; replay what it missed. For staff. */
    @PostMapping("/admin/api/partners/{partner}/endpoints/{endpoint}/enable")
    Mono<EndpointView> enable(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.OPERATIONS}) Staff staff,
            @PathVariable String partner,
            @PathVariable String endpoint) {
        return endpoints
                .enable(Paths.partner(partner), Paths.endpoint(endpoint), staff.name())
                .flatMap(this::view);
    }

    /**
     * Proposes a new secret. Once a colleague has approved it, messages are signed with it and for a day with the old
     * one, too. For staff.
     */
    @PostMapping("/admin/api/partners/{partner}/endpoints/{endpoint}/secrets")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<FreshSecretView> rotate(
            @Needs(StaffRole.ADMINISTRATOR) Staff staff,
            @PathVariable String partner,
            @PathVariable String endpoint,
            @Valid @RequestBody RotationRequest body) {
        var whose = Paths.partner(partner);
        return endpoints
                .successor(whose, Paths.endpoint(endpoint), kind(body.signing()))
                .flatMap(draft -> propose.rotate(whose, draft.wanted(), Reasons.of(body.reason()), staff)
                        .map(act -> FreshSecretView.of(draft.wanted(), draft.text(), act.id())));
    }

    /** Sends this endpoint an event of type `webhook.test`. For staff. */
    @PostMapping("/admin/api/partners/{partner}/endpoints/{endpoint}/test")
    Mono<TestView> test(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.OPERATIONS, StaffRole.SUPPORT}) Staff staff,
            @PathVariable String partner,
            @PathVariable String endpoint) {
        return endpoints.test(Paths.partner(partner), Paths.endpoint(endpoint)).map(TestView::new);
    }

    private Mono<EndpointView> view(Endpoint endpoint) {
        return secrets.of(endpoint.id()).map(SecretView::of).collectList().map(all -> EndpointView.of(endpoint, all));
    }

    private static Kind kind(@Nullable String text) {
        return switch (String.valueOf(text)) {
            case "null", "hmac" -> Kind.HMAC;
            case "ed25519" -> Kind.ED25519;
            default ->
                throw RequestProblem.FIELD_INVALID
                        .because("Write hmac or ed25519")
                        .with("field", "signing");
        };
    }
}
